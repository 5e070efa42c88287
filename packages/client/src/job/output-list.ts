/**
 * The outputs of a job. Of a text that grows only the newest is kept, and of those before it the lengths: they are its beginnings, made when
 * they are asked for, as slices that share its memory. Kept as they came, each would become a copy of its own as soon as somebody reads it.
 */
export class OutputList {
  /** In the places of a text that has grown since: what it grows in. */
  readonly #outputs: unknown[] = [];
  /** How long the texts in these places were. */
  readonly #lengths: number[] = [];
  #growing: GrowingText | undefined;

  get length(): number {
    return this.#outputs.length;
  }

  /** @param grown Whether it is the last output with text added at its end, if both are texts. */
  push(output: unknown, grown: boolean): void {
    const index = this.#outputs.length - 1;
    const last = this.#outputs[index];
    if (grown && typeof output === "string" && typeof last === "string") {
      this.#growing ??= new GrowingText();
      this.#growing.newest = output;
      this.#outputs[index] = this.#growing;
      this.#lengths[index] = last.length;
    } else this.#growing = undefined;
    this.#outputs.push(output);
    this.#lengths.push(0);
  }

  /** Another one comes where the last one stood. */
  replaceLast(output: unknown): void {
    this.#growing = undefined;
    this.#outputs[this.#outputs.length - 1] = output;
  }

  at(index: number): unknown {
    const output = this.#outputs[index];
    return output instanceof GrowingText ? output.newest.slice(0, this.#lengths[index]) : output;
  }

  /** All of them so far. */
  toArray(): unknown[] {
    return this.#outputs.map((_, index) => this.at(index));
  }
}

class GrowingText {
  newest = "";
}
