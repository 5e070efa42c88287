import { constants, type Stats } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { InvalidArgumentError } from "@gradio-ts/client";
import { jsonText } from "../output/json-text.js";
import { lockOutput } from "./lock-output.js";
import { type Results, readResults } from "./read-results.js";

export interface ResultsFlags {
  readonly output?: string;
  /** Go on with what is there. */
  readonly resume?: boolean;
  /** Replace it. */
  readonly force?: boolean;
}

const NOTHING: Results = { done: new Set(), size: 0, unended: false };

/** What is there of an earlier batch, which no other one can add to from now on. @throws InvalidArgumentError if the output may not go there. */
export async function earlierResults({ output, resume, force }: ResultsFlags, rows: string | undefined): Promise<Results> {
  if (output === undefined) {
    if (resume === true) throw new InvalidArgumentError("--resume reads the file of --output, which is not given.", "--resume");
    return NOTHING;
  }
  const before = await stat(output).catch(() => undefined);
  // Devices and pipes take what several give them.
  if (before?.isFile() !== false) await lockOutput(output);
  const found = await stat(output).catch(() => undefined);
  if (found === undefined) return NOTHING;
  if (rows !== undefined && isSame(found, await stat(rows)))
    throw new InvalidArgumentError(`${JSON.stringify(output)} is the file of the rows: give the results another one.`, "--output");
  if (force === true) return NOTHING;
  if (resume === true && found.isFile()) return readResults(output);
  throw new InvalidArgumentError(
    resume === true
      ? `--resume reads the file of --output; ${JSON.stringify(output)} is none.`
      : `${JSON.stringify(output)} exists: --resume goes on with it, --force replaces it.`,
    "--output",
  );
}

function isSame(one: Stats, other: Stats): boolean {
  return one.dev === other.dev && one.ino === other.ino;
}

const { O_WRONLY, O_CREAT, O_APPEND, O_EXCL, O_TRUNC } = constants;

/** The file that results go to. */
export class ResultsFile {
  readonly #path: string;
  readonly #file: FileHandle;
  #last: Promise<void> = Promise.resolve();

  private constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  /** @throws InvalidArgumentError if it cannot be written. */
  static async open(path: string, { resume, force }: ResultsFlags, { size, unended }: Results): Promise<ResultsFile> {
    const mode = force === true ? O_TRUNC : resume === true ? 0 : O_EXCL;
    try {
      const file = await open(path, O_WRONLY | O_CREAT | O_APPEND | mode);
      if (resume === true) await file.truncate(size);
      if (unended) await file.write("\n");
      return new ResultsFile(path, file);
    } catch (error) {
      throw new InvalidArgumentError(
        `--output: nothing can be written to ${JSON.stringify(path)}: ${(error as Error).message}.`,
        "--output",
      );
    }
  }

  /** Adds one line, by one write: a process that is killed has written all of it, or next to always nothing. @throws what the system says. */
  line(value: unknown): Promise<void> {
    const bytes = Buffer.from(`${jsonText(value)}\n`);
    this.#last = this.#last.then(() => this.#write(bytes));
    return this.#last;
  }

  async #write(bytes: Buffer): Promise<void> {
    try {
      // A disk that is nearly full takes a part.
      for (let from = 0; from < bytes.length; ) from += (await this.#file.write(bytes, from)).bytesWritten;
    } catch (error) {
      throw new Error(`${JSON.stringify(this.#path)} cannot be written: ${(error as Error).message}.`);
    }
  }
}
