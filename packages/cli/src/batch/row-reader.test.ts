import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { EndpointInfo, JsonSchema, ParameterInfo } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Row, RowReader } from "./row-reader.js";
import type { RowFormat } from "./row-source.js";

const VALUE = { label: "x", component: "X", pythonType: "", file: false, description: "", required: true };

function parameter(name: string, schema: JsonSchema, typescriptType = "unknown"): ParameterInfo {
  return { ...VALUE, name, schema, typescriptType };
}

const ENDPOINT: EndpointInfo = {
  name: "/call",
  fnIndex: 0,
  description: "",
  visibility: "public",
  queued: true,
  generator: false,
  oauthToken: null,
  parameters: [
    parameter("text", { type: "string" }),
    parameter("amount", { type: "number" }),
    parameter("size", { enum: ["s", "m"] }),
    parameter("file", { type: "object" }, "FileLike"),
  ],
  slots: [],
  returnSlots: [],
  returns: [],
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-rows-"));
});
afterAll(() => rm(folder, { recursive: true }));

function reader(content: string | Uint8Array, format: RowFormat): RowReader {
  // In pieces of odd sizes, as they may come.
  const bytes = Buffer.from(content);
  const pieces = async function* () {
    for (let from = 0; from < bytes.length; from += 7) yield bytes.subarray(from, from + 7);
  };
  return new RowReader({ name: "rows", format, file: "rows", bytes: pieces }, ENDPOINT, "http://app.test/");
}

async function read(content: string | Uint8Array, format: RowFormat): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const row of reader(content, format).rows()) rows.push(row);
  return rows;
}

const inputs = (rows: readonly Row[]) => rows.map((row) => ("inputs" in row ? row.inputs : row.error.message));
const keys = (rows: readonly Row[]) => rows.map(({ key }) => key);

describe("Rows of NDJSON", () => {
  it("are the lines that are not empty, each an object or array, with byte order mark, CRLF, U+2028 or without the last newline", async () => {
    const rows = await read('\ufeff{"text": "ü\u2028😀"}\r\n\n  \n["x", 1]', "ndjson");
    expect(inputs(rows)).toEqual([{ text: "ü\u2028😀" }, ["x", 1]]);
    expect(rows.map(({ index }) => index)).toEqual([0, 1]);
    expect(await read("", "ndjson")).toEqual([]);
    expect(await read("\n\n", "ndjson")).toEqual([]);
  });

  it("fail each for itself", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"text": "\n3\n"'),
      Buffer.from([0xff]),
      Buffer.from('"\n{"file": "a.png"}\n{"amount": 1}\n'),
    ]);
    expect(inputs(await read(bytes, "ndjson"))).toEqual([
      expect.stringContaining("The inputs are no JSON"),
      expect.stringContaining("are to be a JSON object or array"),
      expect.stringContaining("is not UTF-8"),
      expect.stringContaining("file is a file"),
      { amount: 1 },
    ]);
  });
});

describe("Rows of CSV", () => {
  it("are typed by the schema, with quotes, newlines, byte order mark, CRLF; an empty cell is left out unless it is a text", async () => {
    const text = '\ufefftext,amount,size\r\n"a ""b"",\r\nc",1.5,m\r\n\r\n42,,\r\n,2,s\r\n';
    expect(inputs(await read(text, "csv"))).toEqual([
      { text: 'a "b",\r\nc', amount: 1.5, size: "m" },
      { text: "42" },
      { text: "", amount: 2, size: "s" },
    ]);
    expect(inputs(await read("text\n-\nü😀", "csv"))).toEqual([{ text: "-" }, { text: "ü😀" }]);
    expect(await read("", "csv")).toEqual([]);
    expect(await read("text,amount\n", "csv")).toEqual([]);
  });

  it("fail each for itself", async () => {
    expect(inputs(await read("text,amount\na,four\nb\nc,1,2\nd,4\n", "csv"))).toEqual([
      'amount must be a number, not "four"',
      "The row has 1 cells, the header has 2.",
      "The row has 3 cells, the header has 2.",
      { text: "d", amount: 4 },
    ]);
  });

  it.each<[what: string, content: string | Uint8Array, message: string]>([
    [
      "a column that is no parameter",
      "text,amuont\na,1\n",
      'rows has a column "amuont" in its header; the endpoint takes text, amount, size, file.',
    ],
    ["a column that comes twice", "text,text\na,b\n", 'rows has the column "text" twice.'],
    ["quotes that do not fit", 'text\n"a"b\n', "rows is no CSV: Invalid Closing Quote"],
    ["a quote that is not closed", 'text\n"a\n', "rows is no CSV: Quote Not Closed"],
    ["another encoding", Buffer.from("text\nm\u00fcde\n", "latin1"), "rows is no text: it is not UTF-8."],
  ])("cannot be read with %s", async (_, content, message) => {
    await expect(read(content, "csv")).rejects.toMatchObject({ code: "INVALID_ARGUMENT", message: expect.stringContaining(message) });
  });
});

describe("The key of a row", () => {
  it("goes by its inputs, not by their order, place or format; equal rows are numbered", async () => {
    const [first, second, ...rest] = keys(
      await read('{"text":"a","amount":1}\n{"amount":2}\n{"amount":1,"text":"a"}\n{"text":"a","amount":1.0}', "ndjson"),
    );
    expect(first).toMatch(/^[0-9a-f]{32}$/);
    expect(second).not.toBe(first);
    expect(rest).toEqual([`${first}#2`, `${first}#3`]);
    expect(keys(await read("amount,text\n1,a\n", "csv"))).toEqual([first]);
  });

  it("goes by the endpoint, and by the text of a row that is none", async () => {
    const [good, bad, again] = keys(await read('{"amount":1}\n{\n{', "ndjson"));
    expect(again).toBe(`${bad}#2`);
    const other = new RowReader(
      { name: "rows", format: "ndjson", file: undefined, bytes: () => Readable.from([Buffer.from('{"amount":1}')]) },
      { ...ENDPOINT, name: "/other" },
      "http://app.test/",
    );
    for await (const { key } of other.rows()) expect(key).not.toBe(good);
    expect.assertions(2);
  });

  it("goes by the content of a file, wherever it is, and of one that is elsewhere by its address", async () => {
    await writeFile(join(folder, "a.txt"), "same");
    await writeFile(join(folder, "b.txt"), "same");
    await writeFile(join(folder, "c.txt"), "other");
    const names = ["a.txt", "b.txt", "c.txt", "none.txt"].map((name) => join(folder, name));
    const rows = await read(["file", ...names, "https://x.test/a.txt", "https://x.test/b.txt"].join("\n"), "csv");
    const [a, b, c, none, ...urls] = keys(rows);
    expect(b).toBe(`${a}#2`);
    expect(new Set([a, c, none, ...urls]).size).toBe(5);
    expect(inputs(rows)[3]).toMatch(/^The file ".*none\.txt" cannot be read: ENOENT/);
    const [object] = keys(await read(JSON.stringify({ file: { path: names[1], meta: { _type: "gradio.FileData" } } }), "ndjson"));
    expect(object).toBe(a);
  });
});

it("Rows are counted, and those among them that are done", async () => {
  const rows = reader('{"text":"a"}\n{\n{"text":"a"}\n{"text":"b"}', "ndjson");
  const [, , again = ""] = keys(await read('{"text":"a"}\n{\n{"text":"a"}', "ndjson"));
  expect(await rows.count(new Set())).toEqual({ all: 4, done: 0 });
  expect(await rows.count(new Set([again, "a row that is not there any more"]))).toEqual({ all: 4, done: 1 });
});
