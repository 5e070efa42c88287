import { createReadStream } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { extname } from "node:path";
import { InvalidArgumentError } from "@gradio-ts/client";
import type { Stdin } from "../inputs/stdin.js";

export type RowFormat = "ndjson" | "csv";

/** Where rows come from. */
export interface RowSource {
  /** As errors call it. */
  readonly name: string;
  readonly format: RowFormat;
  /** The file, if it can be read more than once. */
  readonly file: string | undefined;
  /** Its bytes, from the first. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** A file of rows, or stdin. @throws InvalidArgumentError if there is nothing to read. */
export async function rowSource(path: string | undefined, format: RowFormat | undefined, stdin: Stdin): Promise<RowSource> {
  if (path === undefined || path === "-") {
    if (stdin.isTTY) throw new InvalidArgumentError("Name a file of rows, or pipe them into the command.", "rows");
    return { name: "Standard input", format: format ?? "ndjson", file: undefined, bytes: () => stdin.chunks() };
  }
  const isFile = await checkReadable(path);
  const byName = extname(path).toLowerCase() === ".csv" ? "csv" : "ndjson";
  return { name: path, format: format ?? byName, file: isFile ? path : undefined, bytes: () => createReadStream(path) };
}

/** Whether it is a file, not a pipe. */
async function checkReadable(path: string): Promise<boolean> {
  try {
    await access(path, constants.R_OK);
    const found = await stat(path);
    if (found.isDirectory()) throw new Error("it is a directory");
    return found.isFile();
  } catch (error) {
    throw new InvalidArgumentError(`The rows cannot be read from ${JSON.stringify(path)}: ${(error as Error).message}.`, "rows");
  }
}
