import { describe, expect, it } from "vitest";
import { parseVersion } from "./parse-version.js";
import { since } from "./since.js";

describe("since", () => {
  it.each([
    ["4.31.0", true],
    ["4.31.2", true],
    ["4.32.0", true],
    ["5.0.0", true],
    ["4.30.9", false],
    ["3.50.2", false],
  ])("holds 4.31 against %s", (version, holds) => {
    expect(since(parseVersion(version), 4, 31)).toBe(holds);
  });

  it("tells patches apart where they are given", () => {
    expect([since(parseVersion("5.29.0"), 5, 29, 1), since(parseVersion("5.29.1"), 5, 29, 1)]).toEqual([false, true]);
  });
});
