import type { Session } from "./session.js";

/** Sessions for calls that never share one at a time, but use one after another: a server keeps 2,000 and evicts the oldest (protocol.md §3.7). */
export class SessionPool {
  readonly #open: () => Session;
  readonly #free: Session[] = [];
  #closed = false;

  constructor(open: () => Session) {
    this.#open = open;
  }

  /** A session without calls, for one. */
  take(): Session {
    return this.#free.pop() ?? this.#open();
  }

  /** Its call has ended. @param reusable Whether it is as good as a new one. */
  giveBack(session: Session, reusable: boolean): void {
    if (reusable && !this.#closed) this.#free.push(session);
    else session.retire();
  }

  /** No more are wanted. Those in use close when they are given back. */
  close(): void {
    this.#closed = true;
    for (const session of this.#free.splice(0)) session.retire();
  }
}
