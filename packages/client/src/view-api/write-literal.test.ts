import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { CodeValue } from "./code-value.js";
import { FileReference } from "./file-reference.js";
import { fileDataJson, jsonSpelling } from "./json-spelling.js";
import { PYTHON } from "./python-snippet.js";
import { TYPESCRIPT } from "./typescript-snippet.js";
import { writeLiteral } from "./write-literal.js";

const JSON_TEXT = jsonSpelling(
  ({ source }) => fileDataJson(JSON.stringify(source)),
  () => "null",
);
/** Any 16 bits, lone surrogates included. */
const anyUnit = fc.oneof(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 0, max: 0x7f })).map((code) => String.fromCharCode(code));
const json = fc.jsonValue({ stringUnit: anyUnit }) as fc.Arbitrary<CodeValue>;
const keyed = fc.dictionary(fc.constantFrom("__proto__", "a b", "class", "", "'", "ключ", "0"), json) as fc.Arbitrary<CodeValue>;

it("writes TypeScript that means the value", () => {
  fc.assert(
    fc.property(fc.oneof(json, keyed), (value) => {
      const meant: unknown = runInNewContext(`(${writeLiteral(value, TYPESCRIPT)})`);
      expect(JSON.stringify(meant)).toBe(JSON.stringify(value));
    }),
  );
});

it("writes JSON that means the value", () => {
  fc.assert(
    fc.property(fc.oneof(json, keyed), (value) => {
      expect(JSON.stringify(JSON.parse(writeLiteral(value, JSON_TEXT)))).toBe(JSON.stringify(value));
    }),
  );
});

it.each<[CodeValue, string, string]>([
  [null, "null", "None"],
  [[true, false], "[true, false]", "[True, False]"],
  [{}, "{}", "{}"],
  [{ a: 1.5, "b c": [], __proto: "True" }, '{ a: 1.5, "b c": [], __proto: "True" }', '{"a": 1.5, "b c": [], "__proto": "True"}'],
  [JSON.parse('{"__proto__": 1}'), '{ ["__proto__"]: 1 }', '{"__proto__": 1}'],
  ['"\\\n\u2028\ud800é😀$`', '"\\"\\\\\\n\\u2028\\ud800é😀$`"', '"\\"\\\\\\n\\u2028\\ud800é😀$`"'],
  [1e21, "1e+21", "1e+21"],
  [[new FileReference('a"b')], '[handleFile("a\\"b")]', '[handle_file("a\\"b")]'],
])("writes %j as %s, in Python as %s", (value, typescript, python) => {
  expect(writeLiteral(value, TYPESCRIPT)).toBe(typescript);
  expect(writeLiteral(value, PYTHON)).toBe(python);
});
