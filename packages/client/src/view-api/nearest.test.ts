import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "./nearest.js";

describe("nearest", () => {
  it("finds the one most alike, whatever the case", () => {
    expect(nearest("promt", ["temperature", "prompt", "negative_prompt"])).toBe("prompt");
    expect(nearest("PROMPT", ["prompt"])).toBe("prompt");
  });

  it("compares nothing with a name of another length", () => {
    const begun = performance.now();
    expect(nearest("predict", ["x".repeat(20_000_000), "predikt"])).toBe("predikt");
    expect(performance.now() - begun).toBeLessThan(3000);
  });

  it("finds none where nothing is alike", () => {
    expect(nearest("audio", ["num1", "operation"])).toBeUndefined();
    expect(nearest("x", [])).toBeUndefined();
    expect(didYouMean("audio", ["num1"])).toBe("");
    expect(didYouMean("nun1", ["num1"])).toBe(' Did you mean "num1"?');
  });
});
