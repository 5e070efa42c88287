import { makeEdits } from "@gradio-ts/wire";
import { snapshot } from "./snapshot.js";

/** The `data` of a generator's steps: the first whole, each later one as edits of the one before, per output (protocol.md §4). */
export class StepData {
  readonly #whole: boolean;
  #sent: readonly unknown[] | undefined;

  /** @param whole Every step whole: `simple_format`, and the curl API. */
  constructor(whole: boolean) {
    this.#whole = whole;
  }

  next(data: readonly unknown[]): readonly unknown[] {
    if (this.#whole) return data;
    // The handler may go on changing the very object it gave.
    const before = this.#sent;
    const now = data.map((value, index) => snapshot(value, before?.[index]));
    this.#sent = now;
    return before === undefined ? now : now.map((value, index) => makeEdits(before[index], value));
  }

  /** The next step is sent whole: what was sent before was never read. */
  restart(): void {
    this.#sent = undefined;
  }
}
