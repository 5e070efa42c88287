import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type DeleteRule } from "./apply-edits.js";
import type { Edit } from "./edit.js";

interface RecordedCase {
  /** What the server sent, step by step: whole values first, edits after, whole values at the end. */
  readonly wire: readonly (readonly unknown[])[];
  /** What the same app sends where whole values are asked for. */
  readonly full: readonly (readonly unknown[])[];
}

function recorded(version: string): Record<string, RecordedCase> {
  return JSON.parse(readFileSync(new URL(`../../../tests/fixtures/recorded/${version}/diffs.json`, import.meta.url), "utf8"));
}

/** Python takes `1` for `true`: its server says nothing of such a change (protocol.md §4). */
function asPython(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === "boolean" ? Number(part) : part));
}

/** JSON with few keys and short lists, so that two values have something in common. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, -2.5, "", "a", "ab", "abc", "ü😀"),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "b", "__proto__", "0", ""), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** As Gradio's own `diff` writes it: element by element, list deletions at the end, indices by the rule of its version (protocol.md §4). */
function gradioEdits(before: unknown, after: unknown, rule: DeleteRule): Edit[] {
  const edits: Edit[] = [];
  const below = new Map<string, number>();
  const key = (path: readonly unknown[]) => JSON.stringify(path);
  const isList = (path: readonly (string | number)[]) => {
    let value = before;
    for (const step of path) value = (value as Record<string, unknown>)[step];
    return Array.isArray(value);
  };
  const compare = (a: unknown, b: unknown, path: readonly (string | number)[]): void => {
    if (Object.is(a, b)) return;
    if (typeof a === "string" && typeof b === "string") {
      edits.push(b.startsWith(a) ? ["append", path, b.slice(a.length)] : ["replace", path, b]);
    } else if (Array.isArray(a) && Array.isArray(b)) {
      for (let index = 0; index < Math.min(a.length, b.length); index++) compare(a[index], b[index], [...path, index]);
      for (let index = b.length; index < a.length; index++) {
        const prefixes = [...path.map((_, depth) => path.slice(0, depth)), path];
        const shift = prefixes.filter(isList).reduce((sum, prefix) => sum + (below.get(key(prefix)) ?? 0), 0);
        edits.push(["delete", [...path, rule === "shifted" ? index - shift : index], null]);
        for (const prefix of prefixes) below.set(key(prefix), (below.get(key(prefix)) ?? 0) + 1);
      }
      for (let index = a.length; index < b.length; index++) edits.push(["add", [...path, index], b[index]]);
    } else if (isObject(a) && isObject(b)) {
      for (const name of Object.keys(a)) {
        if (Object.hasOwn(b, name)) compare(a[name], b[name], [...path, name]);
        else edits.push(["delete", [...path, name], null]);
      }
      for (const name of Object.keys(b)) if (!Object.hasOwn(a, name)) edits.push(["add", [...path, name], b[name]]);
    } else edits.push(["replace", path, b]);
  };
  compare(before, after, []);
  return edits;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) for (const member of Object.values(Object.freeze(value))) deepFrozen(member);
  return value;
}

const RULES: readonly DeleteRule[] = ["old-list", "shifted"];

describe("applyEdits", () => {
  const cases = (["4.44.1", "5.49.1", "6.31.0"] as const).flatMap((version) =>
    Object.entries(recorded(version)).map(([name, recordedCase]) => ({ version, name, ...recordedCase })),
  );

  it.each(cases)("reads every intermediate value of $name as Gradio $version meant it", ({ version, wire, full }) => {
    const rule = version === "4.44.1" ? "old-list" : "shifted";
    let values: readonly unknown[] | undefined;
    for (const [step, data] of wire.slice(0, -1).entries()) {
      values = values === undefined ? data : data.map((edits, index) => applyEdits(values?.[index] ?? null, edits as Edit[], rule));
      expect(asPython(values)).toEqual(asPython(full[step]));
    }
  });

  it("undoes the shifts of nested lists, negative ones included", () => {
    const edits: Edit[] = [
      ["delete", [0, 1], null],
      ["delete", [0, 0], null],
      ["delete", [1, -1], null],
      ["delete", [1, -2], null],
    ];
    expect(
      applyEdits(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        edits,
        "shifted",
      ),
    ).toEqual([[1], [4]]);
  });

  it.each(RULES)("reads whatever a server of the rule %s writes, for any two values", (rule) => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(applyEdits(deepFrozen(before), gradioEdits(before, after, rule), rule)).toEqual(after);
      }),
      { numRuns: 500 },
    );
  });

  it("changes nothing it was given, and shares what it did not touch", () => {
    const before = deepFrozen({ kept: { deep: [1, 2] }, text: "a", list: [{ x: 1 }, { x: 2 }] });
    const after = applyEdits(
      before,
      [
        ["append", ["text"], "b"],
        ["replace", ["list", 1, "x"], 3],
      ],
      "shifted",
    ) as typeof before;
    expect(before).toEqual({ kept: { deep: [1, 2] }, text: "a", list: [{ x: 1 }, { x: 2 }] });
    expect(after).toEqual({ kept: { deep: [1, 2] }, text: "ab", list: [{ x: 1 }, { x: 3 }] });
    expect(after.kept).toBe(before.kept);
    expect(after.list[0]).toBe(before.list[0]);
  });

  it("takes the root itself for any operation", () => {
    expect(applyEdits("a", [["append", [], "b"]], "shifted")).toBe("ab");
    expect(applyEdits("a", [["replace", [], null]], "shifted")).toBe(null);
    expect(applyEdits(null, [["add", [], [1]]], "shifted")).toEqual([1]);
    expect(applyEdits([1], [["delete", [], null]], "shifted")).toBe(null);
  });

  it("treats __proto__ as a key like any other", () => {
    const value = applyEdits(
      {},
      [
        ["add", ["__proto__"], { polluted: true }],
        ["replace", ["__proto__", "polluted"], 1],
      ],
      "shifted",
    );
    expect(JSON.stringify(value)).toBe('{"__proto__":{"polluted":1}}');
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each<[string, unknown, Edit]>([
    ["a path into a scalar", 1, ["replace", ["a"], 2]],
    ["a path through a scalar", { a: 1 }, ["replace", ["a", "b"], 2]],
    ["a path through nothing", {}, ["replace", ["a", "b"], 2]],
    ["a path through an inherited member", {}, ["replace", ["constructor", "name"], 2]],
    ["an index beyond the list", [1], ["replace", [1], 2]],
    ["a negative index", [1], ["replace", [-1], 2]],
    ["an index that is no number", [1], ["replace", ["length"], 2]],
    ["a deletion beyond the list", [1], ["delete", [1], null]],
    ["an insertion that would leave a hole", [1], ["add", [5], 2]],
    ["text appended to a number", { a: 1 }, ["append", ["a"], "x"]],
    ["a number appended to text", "a", ["append", [], 1]],
    ["a path of an object", {}, ["replace", [{}, "a"] as never, 1]],
  ])("refuses %s with a RangeError", (_, value, edit) => {
    expect(() => applyEdits(value, [edit], "shifted")).toThrow(RangeError);
  });

  it.each(RULES)("costs in proportion to the edits of one list, whatever they are (%s)", (rule) => {
    const time = (count: number) => {
      const before = Array.from({ length: count }, (_, index) => ({ index }));
      const add = before.map((element, index): Edit => ["add", [index], element]);
      const replace = before.map((element, index): Edit => ["replace", [index, "index"], element]);
      const shrink = gradioEdits(before, before.slice(0, 10), rule);
      const start = process.cpuUsage();
      expect((applyEdits([], add, rule) as unknown[]).length).toBe(count);
      expect((applyEdits(before, replace, rule) as unknown[]).length).toBe(count);
      expect((applyEdits(before, shrink, rule) as unknown[]).length).toBe(10);
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    const least = (count: number) => Math.min(...[1, 2, 3, 4, 5].map(() => time(count)));
    least(2500);
    expect(least(40_000) / least(10_000)).toBeLessThan(9); // Linear is 4, quadratic 16.
  });
});
