import { addAbortSignal, Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { InvalidArgumentError } from "@gradio-ts/client";
import { readLines } from "./read-lines.js";

/** Standard input, which can be read once. */
export class Stdin {
  readonly #stream: NodeJS.ReadStream;
  readonly #signal: AbortSignal;
  #taken = false;

  /** @param signal Ends the wait for more. */
  constructor(stream: NodeJS.ReadStream, signal: AbortSignal) {
    this.#stream = stream;
    this.#signal = signal;
  }

  /** Whether somebody would have to type it. */
  get isTTY(): boolean {
    return this.#stream.isTTY;
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

  /** The same, to be iterated over. @throws InvalidArgumentError if it is taken. */
  chunks(): AsyncIterable<Uint8Array> {
    this.#take();
    return this.#stream;
  }

  /** The values of NDJSON, as their lines come in, numbered from 1. @throws InvalidArgumentError for a line that is no JSON. */
  async *values(): AsyncGenerator<{ readonly value: unknown; readonly line: number }> {
    let line = 0;
    for await (const { bytes } of readLines(this.chunks())) {
      line++;
      const text = decoded(bytes, `Line ${line} of standard input`);
      if (text.trim() !== "") yield { value: parseLine(text, line), line };
    }
  }

  #take(): void {
    if (this.#taken) throw new InvalidArgumentError('Standard input ("-") can be read once only.');
    this.#taken = true;
    addAbortSignal(this.#signal, this.#stream);
  }
}

function parseLine(text: string, line: number): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InvalidArgumentError(`Line ${line} of standard input is no JSON: ${(error as Error).message}`);
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
