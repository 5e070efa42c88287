import type { Update } from "./update.js";

/** How many read updates are let lie before they are cleared away, so that each costs the same however many wait. */
const CLEAR = 1024;

/** What a reader has not read yet: of several statuses in a row the newest, of outputs and logs every one. */
export class UnreadUpdates {
  readonly #updates: Update[];
  #next = 0;

  constructor(first: Update) {
    this.#updates = [first];
  }

  push(update: Update): void {
    const updates = this.#updates;
    const last = updates.length - 1;
    if (update.type === "status" && last >= this.#next && updates[last]?.type === "status") updates[last] = update;
    else updates.push(update);
  }

  /** The next one; `undefined` if all are read. */
  take(): Update | undefined {
    const update = this.#updates[this.#next];
    if (update !== undefined) this.#next++;
    if (this.#next >= CLEAR && this.#next * 2 >= this.#updates.length) {
      this.#updates.splice(0, this.#next);
      this.#next = 0;
    }
    return update;
  }
}
