/**
 * The outputs of a job. Of a text that grows only the newest is kept, and of those before it the lengths: they are its beginnings, made when
 * they are asked for, as slices that share its memory. Kept as they came, each would become a copy of its own as soon as somebody reads it.
 */
export class OutputList {
  readonly #outputs: unknown[] = [];
  /** The text that grows at the end of the list. */
  #growing: { newest: string } | undefined;

  get length(): number {
    return this.#outputs.length;
  }

  /** @param grown Whether it is the last output with text added at its end, if both are texts. */
  push(output: unknown, grown: boolean): void {
    const last = this.#outputs.at(-1);
    if (grown && typeof output === "string" && typeof last === "string") {
      this.#growing ??= { newest: output };
      this.#growing.newest = output;
      this.#outputs[this.#outputs.length - 1] = new Beginning(this.#growing, last.length);
    } else this.#growing = undefined;
    this.#outputs.push(output);
  }

  /** Another one comes where the last one stood. */
  replaceLast(output: unknown): void {
    this.#growing = undefined;
    this.#outputs[this.#outputs.length - 1] = output;
  }

  at(index: number): unknown {
    const output = this.#outputs[index];
    return output instanceof Beginning ? output.text() : output;
  }

  /** All of them so far. */
  toArray(): unknown[] {
    return this.#outputs.map((_, index) => this.at(index));
  }
}

/** What a text was when it had this length. */
class Beginning {
  readonly #of: { readonly newest: string };
  readonly #length: number;

  constructor(of: { readonly newest: string }, length: number) {
    this.#of = of;
    this.#length = length;
  }

  text(): string {
    return this.#of.newest.slice(0, this.#length);
  }
}
