import { createReadStream } from "node:fs";
import { InvalidArgumentError } from "@gradio-ts/client";
import { readLines } from "../inputs/read-lines.js";
import { decoded } from "../inputs/stdin.js";

/** What a file of results holds. */
export interface Results {
  /** Keys of the rows that need not run again. */
  readonly done: ReadonlySet<string>;
  /** Bytes up to where a torn last line begins; without one, all. */
  readonly size: number;
  /** Whether the last line lacks its newline only. */
  readonly unended: boolean;
}

/** Every line of ours begins so; what is torn begins so, too, and is no precious line of somebody else's. */
const BEGIN = '{"index":';

/** @throws InvalidArgumentError naming the line that no batch has written. */
export async function readResults(path: string): Promise<Results> {
  const done = new Set<string>();
  let size = 0;
  let number = 0;
  for await (const { bytes, ended } of readLines(createReadStream(path))) {
    number++;
    const result = readResult(bytes);
    if (!ended && result === undefined && isTorn(bytes)) return { done, size, unended: false };
    if (result === undefined)
      throw new InvalidArgumentError(
        `${path}, line ${number}, is no result of a batch: --resume goes on with a batch's own output; --force replaces the file.`,
        "--resume",
      );
    // The last line of a key counts.
    if (result.status === "fulfilled") done.add(result.key);
    else done.delete(result.key);
    size += bytes.length + (ended ? 1 : 0);
    if (!ended) return { done, size, unended: true };
  }
  return { done, size, unended: false };
}

function isTorn(bytes: Buffer): boolean {
  const begin = bytes.toString("latin1", 0, BEGIN.length);
  return BEGIN.startsWith(begin);
}

function readResult(bytes: Buffer): { readonly key: string; readonly status: string } | undefined {
  try {
    const { key, status } = JSON.parse(decoded(bytes, "A line")) as { readonly key?: unknown; readonly status?: unknown };
    return typeof key === "string" && (status === "fulfilled" || status === "rejected") ? { key, status } : undefined;
  } catch {
    return undefined;
  }
}
