import { clearLine, cursorTo } from "node:readline";
import cliTruncate from "cli-truncate";
import { oneLine } from "./printable.js";

const FRAMES = [..."⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"];
const FRAME_TIME = 100;
/** Where a terminal does not tell its width. */
const COLUMNS = 80;

/** One line of a terminal, drawn again and again, never wider than the terminal. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #text: (() => string) | undefined;
  #drawn = false;
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  show(text: () => string): void {
    this.#text = text;
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#draw(), FRAME_TIME);
    this.#timer.unref();
    this.#draw();
  }

  clear(): void {
    if (!this.#drawn) return;
    this.#drawn = false;
    cursorTo(this.#stream, 0);
    clearLine(this.#stream, 0);
  }

  close(): void {
    clearInterval(this.#timer);
    this.clear();
  }

  #draw(): void {
    const text = oneLine(`${FRAMES[this.#frame++ % FRAMES.length]} ${this.#text?.()}`);
    this.clear();
    // The last column stays free: a full line would wrap on some terminals.
    this.#stream.write(cliTruncate(text, Math.max((this.#stream.columns || COLUMNS) - 1, 1)));
    this.#drawn = true;
  }
}
