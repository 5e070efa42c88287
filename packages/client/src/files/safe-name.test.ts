import { describe, expect, it } from "vitest";
import { safeName } from "./safe-name.js";

describe("safeName", () => {
  it.each([
    ["../../x.txt", "x.txt"],
    ["a\\b.txt", "b.txt"],
    ["CON.txt", "_CON.txt"],
    ["lpt1", "_lpt1"],
    ['a<b>:"|?*.txt', "a_b______.txt"],
    ["a\u0000\n.txt", "a__.txt"],
    ["a\u009b31m.txt", "a_31m.txt"],
    ["..", "file"],
    ["", "file"],
    ["name. . ", "name"],
    ["ü 😀.tar.gz", "ü 😀.tar.gz"],
    [".npmrc", "_npmrc"],
    ["a/.ssh/..env", "_.env"],
    ["photo\u202egpj.exe", "photo_gpj.exe"],
    ["a\u009b\u2028\ud800.txt", "a___.txt"],
    ["nul .txt", "_nul .txt"],
    ["COM¹", "_COM¹"],
    ["conout$", "_conout$"],
    ["console.txt", "console.txt"],
  ])("makes a name that any disk takes: of %j, %j", (path, name) => expect(safeName(path)).toBe(name));

  it.each([" ", ".", "😀", "/", "\\", "a.", "\u202e"])("takes no longer for a name of a server's length: %j", (piece) => {
    const begun = performance.now();
    const name = safeName(`${piece.repeat(2_000_000)}x.png`);
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(name).toMatch(/\.png$/);
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(240);
  });

  it("cuts what no disk would take, between letters, and keeps the extension", () => {
    const name = safeName(`${"😀".repeat(300)}.jpeg`);
    expect(name).toMatch(/^(😀)+\.jpeg$/u);
    const bytes = new TextEncoder().encode(name).length;
    expect(bytes).toBeLessThanOrEqual(240);
    expect(bytes).toBeGreaterThan(200);
    expect(safeName("x".repeat(1000))).toMatch(/^x{200,240}$/);
  });
});
