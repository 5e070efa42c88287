import { expect, it } from "vitest";
import { inexactNumber } from "./inexact-number.js";

it.each<[json: string, found: string | undefined]>([
  ["9007199254740993", "9007199254740993"],
  ["9007199254740992", undefined],
  ["-12345678901234567891", "-12345678901234567891"],
  ['{"id": [1, 12345678901234567891]}', "12345678901234567891"],
  ["123456789.12345678912345", undefined],
  ["1234567890123456789e3", undefined],
  [`1${"0".repeat(400)}`, undefined],
  ['"12345678901234567891"', undefined],
  ['{"12345678901234567891": "a\\"12345678901234567891\\\\"}', undefined],
])("In %s the first whole number that JavaScript cannot hold is %s", (json, found) => {
  expect(inexactNumber(json)).toBe(found);
});
