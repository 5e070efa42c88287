import { describe, expect, it } from "vitest";
import { ProtocolError } from "../errors.js";
import { deleteRule, OutputDecoder } from "./output-decoder.js";

describe("deleteRule", () => {
  it.each([
    ["4.44.1", "old-list"],
    ["5.0.0", "old-list"],
    ["5.29.0", "old-list"],
    ["5.29.1", "whole"],
    ["5.35.0", "whole"],
    ["5.36.0", "shifted"],
    ["6.31.0", "shifted"],
    ["7.0.0", "shifted"],
  ])("of %s is %s (protocol.md §4)", (text, rule) => {
    const [major = 0, minor = 0, patch = 0] = text.split(".").map(Number);
    expect(deleteRule({ major, minor, patch })).toBe(rule);
  });
});

describe("OutputDecoder", () => {
  it("takes the first outputs whole and edits the following, each output on its own", () => {
    const decoder = new OutputDecoder("shifted");
    expect(decoder.read(["a", [1], null])).toEqual(["a", [1], null]);
    expect(decoder.read([[["append", [], "b"]], [], []])).toEqual(["ab", [1], null]);
    expect(decoder.read([[], [["add", [1], 2]], [["replace", [], 5]]])).toEqual(["ab", [1, 2], 5]);
  });

  it("begins an output that comes later at null", () => {
    const decoder = new OutputDecoder("shifted");
    decoder.read(["a"]);
    expect(decoder.read([[], [["replace", [], "new"]]])).toEqual(["a", "new"]);
  });

  it("knows whether all outputs are what they were with text added at the end", () => {
    const decoder = new OutputDecoder("shifted");
    const grown = (data: readonly unknown[]) => {
      decoder.read(data);
      return decoder.grown;
    };
    expect(grown(["a", null])).toBe(false);
    expect(grown([[["append", [], "b"]], []])).toBe(true);
    expect(grown([[], []])).toBe(true);
    expect(grown([[["replace", [], "x"]], []])).toBe(false);
    expect(grown([[["append", [], "y"]], [["replace", [], { a: "" }]]])).toBe(false);
    expect(grown([[], [["append", ["a"], "z"]]])).toBe(false);
  });

  it("changes nothing it gave out before, and shares what stays", () => {
    const decoder = new OutputDecoder("old-list");
    const [first] = decoder.read([{ kept: [1], list: [1, 2] }]) as [{ kept: unknown }];
    const [second] = decoder.read([[["delete", ["list", 0], null]]]) as [{ kept: unknown }];
    expect([first, second]).toEqual([
      { kept: [1], list: [1, 2] },
      { kept: [1], list: [2] },
    ]);
    expect(second.kept).toBe(first.kept);
  });

  it("takes every output whole where whole values were asked for", () => {
    const decoder = new OutputDecoder("whole");
    decoder.read([[1]]);
    expect(decoder.read([[["append", [], "b"]]])).toEqual([[["append", [], "b"]]]);
  });

  it.each<[string, unknown]>([
    ["no list", "text"],
    ["no list", null],
    ["edits that are none", [1]],
    ["an unknown operation", [["move", [], 1]]],
    ["an edit without a path", [["replace", "a", 1]]],
    ["an edit too short", [["replace"]]],
    ["an edit that does not fit", [["append", ["x"], "b"]]],
  ])("refuses %s with a ProtocolError: %j", (_, edits) => {
    const decoder = new OutputDecoder("shifted");
    decoder.read(["a"]);
    expect(() => decoder.read([edits])).toThrow(ProtocolError);
  });
});
