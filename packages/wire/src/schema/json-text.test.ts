import { expect, it } from "vitest";
import { jsonText } from "./json-text.js";

it.each([
  "",
  'a"\\\n\u0000',
  "\u007f\u009b31m",
  "\u2028\u2029",
  "\u202eevil\u2066",
  "é😀\ud800",
])("shows all of %j, and means it", (text) => {
  const shown = jsonText(text);
  expect(JSON.parse(shown)).toBe(text);
  expect(shown).not.toMatch(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u);
});
