import ts from "typescript";
import { describe, expect, it } from "vitest";
import { asIdentifier, isIdentifier } from "./typescript-identifier.js";

describe("an identifier", () => {
  it("is one to TypeScript, whatever it compiles to", () => {
    const letters = Array.from({ length: 0x11_0000 }, (_, code) => code).filter((code) => isIdentifier(String.fromCodePoint(code)));
    const unknown = letters.filter((code) => !ts.isIdentifierStart(code, ts.ScriptTarget.ES5));
    expect(unknown.map((code) => code.toString(16))).toEqual([]);
    expect(letters.length).toBeGreaterThan(30_000);
  });

  it.each([
    ["x_1", "x_1"],
    ["größe", "größe"],
    ["class", "class"],
    ["输入", "输入"],
    ["Input text!", "Input_text"],
    ["2nd", "_2nd"],
    ['say "hi"\n*/', "say_hi"],
    ["🎨 a", "a"],
    ["🎨", ""],
    ["__proto__", "__proto__"],
  ])("is made of %j as %j", (text, name) => {
    expect(asIdentifier(text)).toBe(name);
  });
});
