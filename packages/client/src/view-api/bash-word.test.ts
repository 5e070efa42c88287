import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { bashWord, fitsCommandLine, quoted } from "./bash-word.js";

/** What bash makes of words, each ended by NUL. */
function readByBash(words: readonly string[]): readonly string[] {
  const printed = execFileSync("bash", ["-c", `printf '%s\\0' ${words.join(" ")}`], { encoding: "utf8" });
  return printed.split("\0").slice(0, -1);
}

it("quotes only what must be", () => {
  expect(bashWord("http://localhost:7860/gradio_api/call/add")).toBe("http://localhost:7860/gradio_api/call/add");
  expect(bashWord("name=Ada")).toBe("name=Ada");
  for (const text of ["", "a b", "~", "$HOME", "a*", "it's", "a;b", "#", "!!", "é", "=x", "{a,b}"])
    expect(bashWord(text)).toBe(quoted(text));
  expect(quoted("it's")).toBe("'it'\\''s'");
});

it("gives bash the text as it is", { timeout: 60_000 }, () => {
  const texts = fc.array(fc.string({ unit: "binary" }), { minLength: 100, maxLength: 200 });
  fc.assert(
    fc.property(texts, (given) => {
      const held = given.map((text) => text.replaceAll("\0", ""));
      const hard = [...held, "it's", "'", "''", "\\", "\\'", "$(x) `y` $z", '"', "a\nb", "\t", "!x", "~", "-n", "%s"];
      expect(readByBash(hard.map(bashWord))).toEqual(hard);
    }),
    { numRuns: 4 },
  );
});

it("knows what is too long for a command line", () => {
  const longest = "€".repeat(39_990);
  expect(fitsCommandLine(bashWord(longest))).toBe(true);
  expect(readByBash([bashWord(longest)])).toEqual([longest]);
  expect(fitsCommandLine(bashWord("€".repeat(40_000)))).toBe(false);
});
