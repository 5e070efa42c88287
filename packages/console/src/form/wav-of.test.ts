import { expect, test } from "vitest";
import { wavOf } from "./wav-of.js";

test("samples become a WAV file of one channel and 16 bits, and louder ones than can be are cut", () => {
  const bytes = wavOf(new Float32Array([0, 0.5, 1, -1, 7]), 48_000);
  const view = new DataView(bytes.buffer);
  expect(new TextDecoder().decode(bytes.subarray(0, 16))).toMatch(/^RIFF.{4}WAVEfmt $/s);
  expect([view.getUint32(4, true), view.getUint32(24, true), view.getUint32(28, true), view.getUint32(40, true)]).toEqual([
    46, 48_000, 96_000, 10,
  ]);
  expect([0, 1, 2, 3, 4].map((index) => view.getInt16(44 + index * 2, true))).toEqual([0, 16_383, 32_767, -32_767, 32_767]);
});
