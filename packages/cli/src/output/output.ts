import { jsonText } from "./json-text.js";

export interface OutputOptions {
  readonly stream: NodeJS.WriteStream;
  /** Called before each write. */
  readonly onWrite: () => void;
  /** Nobody reads any more. */
  readonly onClosed: () => void;
}

/** Standard output: data, and nothing else. What nobody reads is dropped. */
export class Output {
  readonly #options: OutputOptions;
  #closed = false;

  constructor(options: OutputOptions) {
    this.#options = options;
  }

  /** The one value of a command, indented for people. */
  value(value: unknown): Promise<void> {
    return this.text(jsonText(value, this.#options.stream.isTTY ? 2 : undefined));
  }

  /** One value of several, on a line of its own. */
  line(value: unknown): Promise<void> {
    return this.text(jsonText(value));
  }

  /** Text as it is, and the end of its line. Resolves when there is room for more. @throws what the system says, but of a closed pipe. */
  async text(text: string): Promise<void> {
    if (this.#closed) return;
    const { stream, onWrite, onClosed } = this.#options;
    onWrite();
    const error = await new Promise<Error | null | undefined>((resolve) => stream.write(`${text}\n`, resolve));
    if (!error) return;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EPIPE" && code !== "ERR_STREAM_DESTROYED") throw new Error(`Standard output cannot be written: ${error.message}.`);
    this.#closed = true;
    onClosed();
  }
}
