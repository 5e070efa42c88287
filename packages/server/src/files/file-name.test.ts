import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "./file-name.js";

test("S161: no name leaves its folder, is empty, hidden by accident or too long for a disk", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
      const name = fileName(given);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be left
      expect(name).not.toMatch(/[/\\<>:"|?*\u0000-\u001f\u007f]|[ .]$|^$/);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      expect(fileName(name)).toBe(name);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["a\u0000b.txt", "ab.txt"],
  ["a\u001b[31m.txt", "a[31m.txt"],
  [`${"x".repeat(10)}.${"e".repeat(300)}`, `${"x".repeat(10)}.${"e".repeat(189)}`],
  ["com1", "_com1"],
  ["CON.tar.gz", "_CON.tar.gz"],
  ["console.txt", "console.txt"],
])("S161: %j is called %j", (given, expected) => {
  expect(fileName(given)).toBe(expected);
});
