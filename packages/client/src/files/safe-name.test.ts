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
  ])("makes a name that any disk takes: of %j, %j", (path, name) => expect(safeName(path)).toBe(name));

  it("cuts what no disk would take, between letters, and keeps the extension", () => {
    const name = safeName(`${"😀".repeat(300)}.jpeg`);
    expect(name).toMatch(/^(😀)+\.jpeg$/u);
    const bytes = new TextEncoder().encode(name).length;
    expect(bytes).toBeLessThanOrEqual(240);
    expect(bytes).toBeGreaterThan(200);
    expect(safeName("x".repeat(1000))).toMatch(/^x{200,240}$/);
  });
});
