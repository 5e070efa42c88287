import type { OutputList } from "./output-list.js";
import type { Update } from "./update.js";

/** How many read updates are let lie before they are cleared away, so that each costs the same however many wait. */
const CLEAR = 1024;

/** So many unread updates make a reader lose the statuses of single steps: those of ten thousand would weigh more than most outputs do. */
const FAR_BEHIND = 1024;

/**
 * What a reader has not read yet: of several statuses in a row the newest, and if it is far behind only the newest of all; of outputs and logs
 * every one. Of an output only its place is kept, and the update is made when it is read: a text that grows would be held once for each of its
 * steps as soon as somebody else looks at them.
 */
export class UnreadUpdates {
  readonly #outputs: OutputList;
  /** A number: the output of that index. `undefined`: read, or a status that a newer one has replaced. */
  readonly #updates: (Update | number | undefined)[];
  #next = 0;
  /** Where the newest status is. */
  #status = 0;

  constructor(first: Update, outputs: OutputList) {
    this.#updates = [first];
    this.#outputs = outputs;
  }

  push(update: Update): void {
    const updates = this.#updates;
    if (update.type === "status") {
      const isUnread = this.#status >= this.#next;
      if (isUnread && this.#status === updates.length - 1) updates.pop();
      else if (isUnread && updates.length - this.#next > FAR_BEHIND) updates[this.#status] = undefined;
      this.#status = updates.length;
    }
    updates.push(update.type === "output" ? update.index : update);
  }

  /** The next one; `undefined` if all are read. */
  take(): Update | undefined {
    let unread: Update | number | undefined;
    while (unread === undefined && this.#next < this.#updates.length) {
      unread = this.#updates[this.#next];
      this.#updates[this.#next++] = undefined;
    }
    if (this.#next >= CLEAR && this.#next * 2 >= this.#updates.length) {
      this.#updates.splice(0, this.#next);
      this.#status -= this.#next;
      this.#next = 0;
    }
    if (unread === undefined) return undefined;
    return typeof unread === "number" ? Object.freeze({ type: "output", output: this.#outputs.at(unread), index: unread }) : unread;
  }
}
