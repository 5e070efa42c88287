import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { InvalidArgumentError, type JsonSchema, type ParameterInfo } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInputs } from "./read-inputs.js";
import { Stdin } from "./stdin.js";

const SRC = "http://app.test/";

function parameter(name: string, schema: JsonSchema, typescriptType = "unknown"): ParameterInfo {
  return { name, schema, typescriptType, label: name, component: "X", pythonType: "", file: false, description: "", required: true };
}

const PARAMETERS = [
  parameter("text", { type: "string" }),
  parameter("amount", { type: "number" }),
  parameter("count", { anyOf: [{ type: "integer" }, { type: "null" }] }),
  parameter("sure", { type: "boolean" }),
  parameter("operation", { type: "string", enum: ["add", "subtract"] }),
  parameter("size", { enum: [1, 2, "2", null] }),
  parameter("extras", { type: "array", items: { type: "string", enum: ["a", "b"] } }),
  parameter("list", { $ref: "#/$defs/List", $defs: { List: { type: "array" } } }),
  parameter("data", {}),
  parameter("either", { anyOf: [{ type: "string" }, { type: "number" }] }),
  parameter("file", { type: "object" }, "FileLike"),
  parameter("files", { type: "array" }, "readonly FileLike[]"),
];

describe("The inputs of a command line", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "gradio-ts-inputs-"));
    await writeFile(join(folder, "poem.txt"), "roses\nare red\n");
    await writeFile(join(folder, "data.json"), '{"a": [1]}');
    await writeFile(join(folder, "noise.bin"), new Uint8Array([0xff, 0xfe]));
  });
  afterAll(() => rm(folder, { recursive: true }));

  function read(words: readonly string[], stdin = ""): Promise<unknown> {
    const stream = new PassThrough();
    stream.end(stdin);
    const context = { stdin: new Stdin(stream as unknown as NodeJS.ReadStream, new AbortController().signal), src: SRC };
    return readInputs(
      words.map((word) => word.replace("<folder>", folder)),
      PARAMETERS,
      context,
    );
  }

  it.each<[string, unknown]>([
    ["text=42", "42"],
    ["text=", ""],
    ["text=a=b = c", "a=b = c"],
    ["text=null", "null"],
    ["text=two\nlines", "two\nlines"],
    ["text=@<folder>/poem.txt", "roses\nare red\n"],
    ["text=-", "from stdin\n"],
    ["amount=-1.5e3", -1500],
    ["amount=null", null],
    ["count=3", 3],
    ["sure=true", true],
    ["operation=add", "add"],
    ["size=1", 1],
    ["size=2", "2"],
    ["size=null", null],
    ['extras=["a","b"]', ["a", "b"]],
    ["list=[1,null]", [1, null]],
    ['data={"a": 1}', { a: 1 }],
    ["data=42", 42],
    ["data=word", "word"],
    ["data=@<folder>/data.json", { a: [1] }],
    ["either=42", 42],
    ["either=[42]", "[42]"],
    ["either=12345678901234567891", "12345678901234567891"],
    ["text=12345678901234567891", "12345678901234567891"],
  ])("have the type that the schema says: %s", async (word, value) => {
    expect(await read([word], "from stdin\n")).toEqual({ [word.split("=")[0] ?? ""]: value });
  });

  it.each<[what: string, words: readonly string[], message: string]>([
    ["no number", ["amount=four"], 'amount must be a number, not "four"'],
    ["no number of JSON's", ["amount=0x10"], 'amount must be a number, not "0x10"'],
    ["no whole number", ["count=1.5"], 'count must be a whole number, not "1.5"'],
    [
      "a number that is another one in JavaScript",
      ["amount=9007199254740993"],
      "amount: 9007199254740993 would arrive as 9007199254740992,",
    ],
    ["such a number in JSON", ['["", 0, null, true, "add", 1, [], [], 12345678901234567891]'], "would arrive as 12345678901234567000,"],
    ["no boolean", ["sure=yes"], 'sure must be true or false, not "yes"'],
    ["no choice", ["operation=modulo"], 'operation must be one of "add", "subtract", not "modulo"'],
    ["no choice in a list", ['extras=["a","c"]'], 'extras must be a list of "a", "b", without "c"'],
    ["no list", ["list={}"], 'list must be a list as JSON, not "{}"'],
    ["torn JSON", ['data={"a": 1'], 'data must be JSON, not "{\\"a\\": 1"'],
    ["a long value, shortened", [`amount=${"x".repeat(100)}`], `not "${"x".repeat(60)}…"`],
    ["one that is given twice", ["amount=1", "amount=2"], "amount is given twice."],
    ["a bare word", ["4"], 'name=value pairs, or one JSON object or array; "4" is neither.'],
    ["both forms", ["amount=1", "{}"], "not both"],
    ["stdin twice", ["text=-", "data=-"], 'Standard input ("-") can be read once only.'],
    ["no JSON", ["{a: 1}"], "The inputs are no JSON"],
    ["a file that is not there", ["text=@<folder>/none"], 'A text that starts with @ goes into JSON: {"text": "@…"}'],
    ["bytes as text", ["text=@<folder>/noise.bin"], "it is not UTF-8"],
    ["no file", ["file="], "file is a file: give its path or URL, file=cat.png."],
    ["a text for a file in JSON", ['{"file": "a.png"}'], 'file is a file, in JSON {"path": "a.png", "meta": {"_type": "gradio.FileData"}}'],
    ["a text for a file in an array", ['["x", 1, 1, true, "add", 1, [], [], 1, 1, null, ["a.png"]]'], "files is a file, in JSON"],
  ])("may not be %s", async (_, words, message) => {
    const failure = read(words);
    await expect(failure).rejects.toThrow(InvalidArgumentError);
    await expect(failure).rejects.toThrow(message);
  });

  it("may not be an empty stdin, or a lone value", async () => {
    await expect(read(["-"], " \n")).rejects.toThrow("Standard input is empty");
    await expect(read(["-"], "3")).rejects.toThrow("are to be a JSON object or array");
  });

  it("may be one JSON object or array, as a word or from stdin", async () => {
    expect(await read(['{"text": "@x", "amount": 1}'])).toEqual({ text: "@x", amount: 1 });
    expect(await read(["-"], '\n["a", 1]\n')).toEqual(["a", 1]);
  });

  it("may be files: by path or URL, with @, from stdin, several one by one or as a list", async () => {
    expect(await read(["file=in/cat.png"])).toMatchObject({ file: { kind: "gradio.HandledFile", name: "cat.png" } });
    expect(await read(["file=@cat.png"])).toMatchObject({ file: { name: "cat.png" } });
    expect(await read(["file=https://x.org/dog.png"])).toMatchObject({ file: { name: "dog.png" } });
    expect(await read(["file=-"], "bytes")).toMatchObject({ file: { name: "stdin" } });
    expect(await read(["files=a.png"])).toMatchObject({ files: [{ name: "a.png" }] });
    expect(await read(["files=a.png", "files=@b.png"])).toMatchObject({ files: [{ name: "a.png" }, { name: "b.png" }] });
    expect(await read(['files=["a.png","b.png"]'])).toMatchObject({ files: [{ name: "a.png" }, { name: "b.png" }] });
  });

  describe("as file objects", () => {
    const meta = { _type: "gradio.FileData" };

    it("are files of this machine where no app has given them a url, at any depth", async () => {
      const local = { path: "in/cat.png", meta };
      const handled = { kind: "gradio.HandledFile", name: "cat.png" };
      expect(await read([JSON.stringify({ file: local, data: [{ deep: { ...local, url: null } }] })])).toMatchObject({
        file: handled,
        data: [{ deep: handled }],
      });
      expect(await read([`file=${JSON.stringify(local)}`])).toMatchObject({ file: handled });
      expect(await read([`data=${JSON.stringify([local])}`])).toMatchObject({ data: [handled] });
    });

    it("stay what they are where this app gave them, and are fetched from another app, but never read here", async () => {
      const own = { path: "/etc/passwd", url: `${SRC}file=/etc/passwd`, meta };
      expect(await read([JSON.stringify({ file: own })])).toEqual({ file: own });
      const others = { path: "/etc/passwd", url: "https://other.test/file=/etc/passwd", orig_name: "a.png", meta };
      const inputs = (await read([JSON.stringify({ file: others })])) as { file: object };
      expect(inputs.file).toMatchObject({ kind: "gradio.HandledFile", name: "a.png" });
      expect(Reflect.get(inputs.file, Symbol.for("gradio-ts.HandledFile.source"))).toBe(others.url);
    });
  });
});
