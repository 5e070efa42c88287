import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "./apply-edits.js";
import type { Edit } from "./edit.js";
import { makeEdits } from "./make-edits.js";

const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, -2.5, "", "a", "ab", "abc", "ü😀"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__", "0", ""), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** As clients do that know of no rule: edit after edit, indices as they are written. */
function naively(value: unknown, edits: readonly Edit[]): unknown {
  const root = { root: structuredClone(value) } as Record<string, unknown>;
  for (const [op, path, operand] of structuredClone(edits) as Edit[]) {
    const keys = ["root", ...path];
    let parent = root;
    for (const key of keys.slice(0, -1)) parent = parent[key] as Record<string, unknown>;
    const last = keys.at(-1) as string | number;
    if (op === "append") set(parent, last, `${parent[last]}${operand}`);
    else if (op === "replace" || (op === "add" && !Array.isArray(parent))) set(parent, last, operand);
    else if (!Array.isArray(parent)) delete parent[last];
    else if (op === "add") parent.splice(Number(last), 0, operand);
    else parent.splice(Number(last), 1);
  }
  return root["root"];
}

function set(parent: Record<string, unknown>, key: string | number, value: unknown): void {
  Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
}

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const member of Object.values(Object.freeze(value))) deepFrozen(member);
  return value;
}

describe("makeEdits", () => {
  it("gives what every client makes the new value of, for any two values; nothing given is changed", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        const edits = makeEdits(deepFrozen(before), deepFrozen(after));
        expect(applyEdits(before, edits, "old-list")).toEqual(after);
        expect(applyEdits(before, edits, "shifted")).toEqual(after);
        expect(naively(before, edits)).toEqual(after);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives nothing for equal values, also where they are not the same", () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(makeEdits(value, structuredClone(value))).toEqual([]);
      }),
    );
  });

  it("never deletes from a list: clients disagree on what that means", () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        for (const [op, path] of makeEdits(before, after)) if (op === "delete") expect(typeof path.at(-1)).toBe("string");
      }),
    );
  });

  it("says no more of a growing value than its growth", () => {
    expect(makeEdits("tok ", "tok tok ")).toEqual([["append", [], "tok "]]);
    expect(makeEdits([1, 2], [1, 2, 3])).toEqual([["add", [2], 3]]);
    expect(makeEdits([{ content: "h", role: "a" }], [{ content: "he", role: "a" }, { content: "x" }])).toEqual([
      ["append", [0, "content"], "e"],
      ["add", [1], { content: "x" }],
    ]);
  });

  it("replaces an empty text: Gradio's clients find no text to append to where the value was None", () => {
    expect(makeEdits("", "a")).toEqual([["replace", [], "a"]]);
  });

  it("costs in proportion to the size of a list", () => {
    const time = (count: number) => {
      const before = Array.from({ length: count }, (_, index) => ({ index }));
      const after = [...before.map(({ index }) => ({ index: index + 1 })), ...before];
      const start = process.cpuUsage();
      const edits = makeEdits(before, after);
      const { user, system } = process.cpuUsage(start);
      expect(edits.length).toBe(2 * count);
      return user + system;
    };
    const least = (count: number) => Math.min(...[1, 2, 3].map(() => time(count)));
    least(5000);
    expect(least(160_000) / least(40_000)).toBeLessThan(9); // Linear is 4, quadratic 16.
  });
});
