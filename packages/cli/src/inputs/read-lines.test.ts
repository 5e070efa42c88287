import fc from "fast-check";
import { expect, it } from "vitest";
import { readLines } from "./read-lines.js";

async function linesOf(...chunks: Uint8Array[]): Promise<readonly (readonly [text: string, ended: boolean])[]> {
  const lines: [string, boolean][] = [];
  const stream = (async function* () {
    yield* chunks;
  })();
  for await (const { bytes, ended } of readLines(stream)) lines.push([bytes.toString(), ended]);
  return lines;
}

it("A newline ends a line, and nothing else does", async () => {
  expect(await linesOf(Buffer.from("a\u2028b\rc\n\nü"))).toEqual([
    ["a\u2028b\rc", true],
    ["", true],
    ["ü", false],
  ]);
  expect(await linesOf()).toEqual([]);
  expect(await linesOf(Buffer.from("a\n"))).toEqual([["a", true]]);
});

it("Lines are the same, wherever the bytes are cut", async () => {
  const text = Buffer.from('{"a":"ü😀"}\n\n[1]\r\nlast');
  const whole = await linesOf(text);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(text.length)), async (cuts) => {
      const places = [0, ...cuts.sort((a, b) => a - b), text.length];
      const chunks = places.slice(1).map((to, index) => text.subarray(places[index], to));
      expect(await linesOf(...chunks)).toEqual(whole);
    }),
  );
});
