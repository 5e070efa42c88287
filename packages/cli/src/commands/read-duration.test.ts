import { expect, it } from "vitest";
import { readCount } from "./read-count.js";
import { readDuration } from "./read-duration.js";

it.each([
  ["1500ms", 1500],
  ["90s", 90_000],
  ["1.5s", 1500],
  ["5m", 300_000],
  ["2h", 7_200_000],
])("A duration has a unit: %s", (text, milliseconds) => {
  expect(readDuration(text)).toBe(milliseconds);
});

it.each(["90", "s", "0s", "-1s", "1d", "1 s", ""])("No duration is %j", (text) => {
  expect(() => readDuration(text)).toThrow("A duration has a unit");
});

it("A count is a whole number from its least on", () => {
  expect(readCount(0)("0")).toBe(0);
  for (const text of ["-1", "1.5", "x", "", "0"]) expect(() => readCount(1)(text)).toThrow("whole number, 1 or more");
});
