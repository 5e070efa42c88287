import type { StreamAct, StreamMoment } from "../cases/stream-faults.js";
import { type Struck, strikes } from "./strike-line.js";

/** The message after which a call has come to a moment; before which, for `end`. */
const SIGNS: Readonly<Record<StreamMoment, string>> = {
  queued: "estimation",
  processing: "process_starts",
  "between steps": "process_generating",
  end: "process_completed",
  "after the end": "process_completed",
};

/** Lets a call's messages pass, and strikes once, at the moment it was made for. */
export class Striker {
  readonly #moment: StreamMoment;
  readonly #act: StreamAct;
  readonly #onStruck: () => void;
  #struck = false;
  #over = false;
  /** The strike has been carried out. */
  done: Promise<void> = Promise.resolve();

  constructor(moment: StreamMoment, act: StreamAct, onStruck: () => void) {
    this.#moment = moment;
    this.#act = act;
    this.#onStruck = onStruck;
  }

  /** From now on all is said. */
  rest(): void {
    this.#over = true;
  }

  /** A message of the call, to be passed on. */
  pass(kind: unknown, around: Omit<Struck, "over">): void {
    const { line, message } = around;
    if (this.#struck && this.#act === "cancelled" && !this.#over) return;
    if (this.#struck || kind !== SIGNS[this.#moment]) {
      line.send(message);
      if (this.#struck && this.#act === "coalesced" && kind === "process_completed") line.flush();
      return;
    }
    this.#struck = true;
    const first = this.#moment !== "end" || this.#act === "failure after success";
    if (first) line.send(message);
    this.done = Promise.resolve(strikes[this.#act]({ ...around, over: this.#moment === "after the end" })).then(this.#onStruck);
    if (!first) line.send(message);
    if (this.#act === "coalesced" && kind === "process_completed") line.flush();
  }
}
