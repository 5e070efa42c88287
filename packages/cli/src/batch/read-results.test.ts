import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readResults } from "./read-results.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-results-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(content: string | Uint8Array) {
  const file = join(folder, "out.ndjson");
  await writeFile(file, content);
  const { done, ...rest } = await readResults(file);
  return { done: [...done], ...rest };
}

const line = (key: string, status = "fulfilled") => JSON.stringify({ index: 0, key, status, output: "ü😀" });

it("The rows that are done are those whose last line is fulfilled", async () => {
  const text = [line("a"), line("b", "rejected"), line("c", "rejected"), line("c"), line("d"), line("d", "rejected"), ""].join("\n");
  expect(await read(text)).toEqual({ done: ["a", "c"], size: Buffer.byteLength(text), unended: false });
  expect(await read("")).toEqual({ done: [], size: 0, unended: false });
});

it("A last line that is torn, wherever it is, is none; one that lacks its newline only is whole", async () => {
  const whole = Buffer.from(`${line("a")}\n`);
  const last = Buffer.from(line("b"));
  for (let bytes = 1; bytes < last.length; bytes++) {
    expect(await read(Buffer.concat([whole, last.subarray(0, bytes)]))).toEqual({ done: ["a"], size: whole.length, unended: false });
  }
  expect(await read(Buffer.concat([whole, last]))).toEqual({ done: ["a", "b"], size: whole.length + last.length, unended: true });
});

it.each([
  ["of somebody else", `${line("a")}\n{"name": "x"}\n`, 2],
  ["that is empty", `\n${line("a")}\n`, 1],
  ["torn in the middle", `${line("a")}\n${line("b").slice(0, 20)}\n${line("c")}\n`, 2],
  ["that is last, and no begin of a result", `${line("a")}\nMy notes`, 2],
  ["that is no text", new Uint8Array([0xff, 0xfe, 10]), 1],
])("A line %s is refused by its number", async (_, content, number) => {
  await expect(read(content)).rejects.toMatchObject({
    code: "INVALID_ARGUMENT",
    message: expect.stringContaining(`out.ndjson, line ${number}, is no result of a batch`),
  });
});
