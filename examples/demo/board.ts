const UP_AND_CLEAR = "\u001b[1A\u001b[2K";

/** Lines that change: drawn in place on a terminal, elsewhere printed once per change. */
export class Board {
  readonly #out: NodeJS.WriteStream;
  readonly #lines = new Map<string, string>();
  #drawn = 0;

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
  }

  /** What the line called `name` says now. */
  set(name: string, text: string): void {
    if (this.#lines.get(name) === text) return;
    this.#lines.set(name, text);
    if (this.#out.isTTY) this.#draw();
    else this.#out.write(`  ${name}: ${text}\n`);
  }

  #draw(): void {
    const width = (this.#out.columns || 80) - 1;
    const lines = [...this.#lines].map(([name, text]) => `  ${name}: ${text}`.slice(0, width));
    this.#out.write(`${UP_AND_CLEAR.repeat(this.#drawn)}${lines.join("\n")}\n`);
    this.#drawn = lines.length;
  }
}
