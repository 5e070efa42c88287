import type { OutputList } from "./output-list.js";
import type { Update } from "./update.js";

/** How many read updates are let lie before they are cleared away, so that each costs the same however many wait. */
const CLEAR = 1024;

/**
 * What a reader has not read yet: of several statuses in a row the newest, of outputs and logs every one. Of an output only its place is kept, and
 * the update is made when it is read: a text that grows would be held once for each of its steps as soon as somebody else looks at them.
 */
export class UnreadUpdates {
  readonly #outputs: OutputList;
  /** A number: the output of that index. */
  readonly #updates: (Update | number | undefined)[];
  #next = 0;

  constructor(first: Update, outputs: OutputList) {
    this.#updates = [first];
    this.#outputs = outputs;
  }

  push(update: Update): void {
    const updates = this.#updates;
    const last = updates.length - 1;
    const newest = updates[last];
    if (update.type === "output") updates.push(update.index);
    else if (update.type === "status" && typeof newest === "object" && newest.type === "status") updates[last] = update;
    else updates.push(update);
  }

  /** The next one; `undefined` if all are read. */
  take(): Update | undefined {
    const unread = this.#updates[this.#next];
    if (unread === undefined) return undefined;
    this.#updates[this.#next++] = undefined;
    if (this.#next >= CLEAR && this.#next * 2 >= this.#updates.length) {
      this.#updates.splice(0, this.#next);
      this.#next = 0;
    }
    return typeof unread === "number" ? Object.freeze({ type: "output", output: this.#outputs.at(unread), index: unread }) : unread;
  }
}
