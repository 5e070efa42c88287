import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "./file-name.js";

test("S161: no name leaves its folder, is empty, hidden by accident or too long for a disk", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength: 400 }), (units) => {
      const name = fileName(String.fromCharCode(...units));
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be left
      expect(name).not.toMatch(/[/\\<>:"|?*\u0000-\u001f\u007f]|[ .]$|^$/);
      expect(name).not.toMatch(/\p{Surrogate}/u);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
      expect(fileName(name)).toBe(name);
    }),
    { numRuns: 500 },
  );
});

test("S161: a name of any length and make is read in the time its length takes", () => {
  const started = performance.now();
  expect(fileName(`${".".repeat(200_000)}x`)).toHaveLength(200);
  expect(fileName(`${"/".repeat(2_000_000)}x.txt`)).toBe("x.txt");
  expect(fileName(`${"x".repeat(2_000_000)}.txt`)).toBe(`${"x".repeat(196)}.txt`);
  // Looking for the end from each dot on takes minutes, a letter at a time seconds.
  expect(performance.now() - started).toBeLessThan(1_000);
});

test.each([
  ["a\ud800b.txt", "ab.txt"],
  [`${"x".repeat(199)}\u{1f600}`, "x".repeat(199)],
  ["a\u0000b.txt", "ab.txt"],
  ["a\u001b[31m.txt", "a[31m.txt"],
  [`${"x".repeat(10)}.${"e".repeat(300)}`, `${"x".repeat(10)}.${"e".repeat(189)}`],
  ["com1", "_com1"],
  ["CON.tar.gz", "_CON.tar.gz"],
  ["console.txt", "console.txt"],
])("S161: %j is called %j", (given, expected) => {
  expect(fileName(given)).toBe(expected);
});
