import { styleText } from "node:util";
import { oneLine } from "./printable.js";
import type { ProgressLine } from "./progress-line.js";

type Colour = "red" | "yellow" | "green" | "cyan" | "gray";

export type Level = "debug" | "info" | "success" | "warning" | "error";

const COLOURS: Readonly<Record<Level, Colour>> = { debug: "gray", info: "cyan", success: "green", warning: "yellow", error: "red" };

/** Standard error: everything for people. */
export class Screen {
  readonly #stream: NodeJS.WriteStream;
  readonly #quiet: boolean;
  readonly #line: ProgressLine | undefined;
  readonly #coloured: boolean;

  /** @param line Where progress is drawn, if it is. */
  constructor(stream: NodeJS.WriteStream, { quiet, line }: { readonly quiet: boolean; readonly line: ProgressLine | undefined }) {
    this.#stream = stream;
    this.#quiet = quiet;
    this.#line = line;
    // Goes by NO_COLOR and TERM.
    this.#coloured = stream.isTTY === true && stream.hasColors();
  }

  /** A line with its level before it, unless the command is to be quiet. */
  log(level: Level, text: string): void {
    if (!this.#quiet) this.#write(`${this.#paint(COLOURS[level], level)}: ${oneLine(text)}`);
  }

  /** A line of the command's own, unless it is to be quiet. */
  note(text: string): void {
    if (!this.#quiet) this.#write(oneLine(text));
  }

  /** What the command ended with, quiet or not. */
  error(code: string, message: string, hint?: string): void {
    this.#write(`${this.#paint("red", `error ${code}`)}: ${oneLine(message)}`);
    if (hint !== undefined) this.#write(`${this.#paint("cyan", "hint")}: ${oneLine(hint)}`);
  }

  /** A line as it is. */
  plain(text: string): void {
    this.#write(text);
  }

  /** What the progress line shows from now on. @param text Is asked anew each time the line is drawn. */
  progress(text: () => string): void {
    this.#line?.show(text);
  }

  /** Takes the progress line away, so that something else can be written; it comes again with the next progress. */
  clear(): void {
    this.#line?.clear();
  }

  /** Takes the progress line away for good. */
  close(): void {
    this.#line?.close();
  }

  #write(line: string): void {
    this.clear();
    this.#stream.write(`${line}\n`);
  }

  #paint(colour: Colour, text: string): string {
    return this.#coloured ? styleText(colour, text) : text;
  }
}
