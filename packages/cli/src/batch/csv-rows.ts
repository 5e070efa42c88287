import { pipeline, Readable } from "node:stream";
import { InvalidArgumentError, type ParameterInfo } from "@gradio-ts/client";
import { type CsvError, parse } from "csv-parse";
import { fileKind } from "../inputs/file-kind.js";
import type { Inputs } from "../inputs/read-inputs.js";
import { readPairValue } from "../inputs/read-pair.js";
import { valueTypes } from "../inputs/value-types.js";
import type { RowTarget, UnreadRow } from "./unread-row.js";

/**
 * The rows of a CSV file below its header, which names the parameters; empty lines are none.
 * @throws InvalidArgumentError for a header that does not fit, and where quotes do not: from there on nobody knows where a row ends.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>, target: RowTarget, name: string): AsyncGenerator<UnreadRow> {
  let header: readonly ParameterInfo[] | undefined;
  for await (const cells of csvRecords(bytes, name)) {
    if (header === undefined) header = readHeader(cells, target, name);
    else yield unreadRow(cells, header, target);
  }
}

async function* csvRecords(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<readonly string[]> {
  const parser = parse({ skip_empty_lines: true, relax_column_count: true });
  // What fails is told by the parser, which is read.
  pipeline(Readable.from(asText(bytes, name)), parser, () => {});
  try {
    for await (const record of parser) yield record as readonly string[];
  } catch (error) {
    if (!/^CSV_|^INVALID_/.test(String((error as CsvError).code))) throw error;
    throw new InvalidArgumentError(`${name} is no CSV: ${(error as CsvError).message}.`, "rows");
  }
}

/** Without its byte order mark. */
async function* asText(bytes: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  try {
    for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_ENCODING_INVALID_ENCODED_DATA") throw error;
    throw new InvalidArgumentError(`${name} is no text: it is not UTF-8.`, "rows");
  }
}

function readHeader(cells: readonly string[], { parameters }: RowTarget, name: string): readonly ParameterInfo[] {
  return cells.map((cell, index) => {
    const column = JSON.stringify(cell);
    const parameter = parameters.find((candidate) => candidate.name === cell.trim());
    if (parameter === undefined) {
      const known = parameters.map((candidate) => candidate.name).join(", ");
      throw new InvalidArgumentError(`${name} has a column ${column} in its header; the endpoint takes ${known || "nothing"}.`, "rows");
    }
    if (cells.indexOf(cell) < index) throw new InvalidArgumentError(`${name} has the column ${column} twice.`, "rows");
    return parameter;
  });
}

function unreadRow(cells: readonly string[], header: readonly ParameterInfo[], { src }: RowTarget): UnreadRow {
  const inputs = async (): Promise<Inputs> => {
    if (cells.length !== header.length)
      throw new InvalidArgumentError(`The row has ${cells.length} cells, the header has ${header.length}.`, "rows");
    const values = new Map<string, unknown>();
    for (const [index, parameter] of header.entries()) {
      const cell = cells[index] ?? "";
      if (cell !== "" || takesEmptyText(parameter)) values.set(parameter.name, await readPairValue(parameter, cell, { src }));
    }
    return Object.fromEntries(values);
  };
  return { text: JSON.stringify(cells), inputs };
}

/** Else an empty cell is one that is left out. */
function takesEmptyText(parameter: ParameterInfo): boolean {
  const { types, choices } = valueTypes(parameter.schema);
  return fileKind(parameter) === undefined && types.has("string") && (choices === undefined || choices.includes(""));
}
