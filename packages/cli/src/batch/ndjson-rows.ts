import { readJson } from "../inputs/read-inputs.js";
import { readLines } from "../inputs/read-lines.js";
import { decoded } from "../inputs/stdin.js";
import type { RowTarget, UnreadRow } from "./unread-row.js";

/** One row per line; empty lines are none. */
export async function* ndjsonRows(bytes: AsyncIterable<Uint8Array>, { parameters, src }: RowTarget): AsyncGenerator<UnreadRow> {
  for await (const line of readLines(bytes)) {
    const text = line.bytes.toString();
    if (text.trim() === "") continue;
    yield { text, inputs: () => readJson(decoded(line.bytes, "The row"), parameters, src) };
  }
}
