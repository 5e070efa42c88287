import ts from "typescript";
import { describe, expect, it } from "vitest";
import { tupleLabels } from "./tuple-labels.js";

describe("The labels of a tuple", () => {
  it("are names where they can be, each another one", () => {
    const names = ["prompt", "two words", "two-words", "prompt", "größe", "输入", "__proto__", "", 'a"b', "prompt_2"];
    expect(tupleLabels(names)).toEqual([
      "prompt",
      "two_words",
      "two_words_2",
      "prompt_2",
      "größe",
      "输入",
      "__proto__",
      "value",
      "a_b",
      "prompt_2_2",
    ]);
  });

  it("may be made of any word that means something to TypeScript", () => {
    const words = Array.from({ length: ts.SyntaxKind.LastKeyword - ts.SyntaxKind.FirstKeyword + 1 }, (_, index) =>
      String(ts.tokenToString(ts.SyntaxKind.FirstKeyword + index)),
    );
    const wrong = tupleLabels(words).filter((label) => {
      const { diagnostics } = ts.transpileModule(`type T = readonly [${label}: string, ${label}?: string]`, { reportDiagnostics: true });
      return diagnostics?.length !== 0;
    });
    expect({ wrong, words: words.includes("class") }).toEqual({ wrong: [], words: true });
    expect(tupleLabels(["type", "class"])).toEqual(["type", "class_"]);
  });
});
