import { expect, it } from "vitest";
import { jsonText } from "./json-text.js";

it("JSON on standard output holds no character that a terminal obeys, and means the same", () => {
  const value = { text: "\u001b[31m \u007f \u009b2J \u200f \u202e \u2066 \u2028 ü 😀" };
  const text = jsonText(value);
  expect(text).not.toMatch(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/u);
  expect(JSON.parse(text)).toEqual(value);
  expect(jsonText(undefined)).toBe("null");
  expect(jsonText([1], 2)).toBe("[\n  1\n]");
});
