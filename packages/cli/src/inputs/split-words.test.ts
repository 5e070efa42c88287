import { expect, it } from "vitest";
import { splitWords } from "./split-words.js";

it.each(["/predict", "predict", "3", "/a=b", "größe"])("The endpoint may stand first: %s", (word) => {
  expect(splitWords([word, "n=1"])).toEqual({ endpoint: word, inputs: ["n=1"] });
});

it.each(["n=1", "-", "-5", '{"n": 1}', "[1]", '"text"', "two words"])("What could be an input is none: %s", (word) => {
  expect(splitWords([word, "m=1"])).toEqual({ endpoint: undefined, inputs: [word, "m=1"] });
});
