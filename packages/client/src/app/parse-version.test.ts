import { expect, it } from "vitest";
import { ProtocolError } from "../errors.js";
import { parseVersion } from "./parse-version.js";

it.each([
  ["6.31.0", 6, 31, 0],
  ["6.31.0b1", 6, 31, 0],
  ["5.0.0-beta.2", 5, 0, 0],
  ["3.23.0\n", 3, 23, 0],
  [" 4.44", 4, 44, 0],
])("reads %j", (text, major, minor, patch) => {
  expect(parseVersion(text)).toEqual({ major, minor, patch });
});

it.each(["", "main", "6", 6, null, undefined, {}])("refuses %j", (text) => {
  expect(() => parseVersion(text)).toThrow(ProtocolError);
});
