import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { InvalidArgumentError } from "@gradio-ts/client";

/** Standard input, which can be read once. */
export class Stdin {
  readonly #stream: NodeJS.ReadStream;
  #taken = false;

  constructor(stream: NodeJS.ReadStream) {
    this.#stream = stream;
  }

  /** All of it. @throws InvalidArgumentError if it is taken, or no text. */
  async text(): Promise<string> {
    this.#take();
    const bytes = await buffer(this.#stream).catch((error: Error) => {
      throw new InvalidArgumentError(`Standard input cannot be read: ${error.message}`);
    });
    return decoded(bytes, "Standard input");
  }

  /** Its bytes, as they come. @throws InvalidArgumentError if it is taken. */
  bytes(): ReadableStream<Uint8Array> {
    this.#take();
    return Readable.toWeb(this.#stream) as ReadableStream<Uint8Array>;
  }

  #take(): void {
    if (this.#taken) throw new InvalidArgumentError('Standard input ("-") can be read once only.');
    this.#taken = true;
  }
}

/** Bytes as text. @throws InvalidArgumentError for what is not UTF-8. */
export function decoded(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new InvalidArgumentError(`${what} is no text: it is not UTF-8.`);
  }
}
