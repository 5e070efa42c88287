import { applyEdits, makeEdits } from "@gradio-ts/wire";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Endpoint } from "../app/app.js";
import { ProtocolError } from "../errors.js";
import { OutputReader } from "./read-outputs.js";

const reader = (...outputs: readonly (object | null)[]) => {
  const wrapped: unknown[] = [];
  const wrap = (file: { readonly path: string }) => {
    const made = Object.freeze({ file: file.path, toJSON: () => file });
    wrapped.push(made);
    return made;
  };
  return { wrapped, reader: new OutputReader({ outputs } as unknown as Endpoint, wrap) };
};
const OUT = {};
const file = (path: string) => ({ path, url: null, meta: { _type: "gradio.FileData" } });

function isDeepFrozen(value: unknown): boolean {
  return typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeepFrozen));
}

/** JSON with files in it, of few keys and short lists, so that two values have something in common. */
const withFiles = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom(null, 1, "a", "ab"),
    fc.constantFrom("a", "b").map(file),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom("a", "path", "meta"), tie("value"), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

describe("OutputReader", () => {
  it("gives of any values, shared as edits share them, what it would give of each alone, frozen", () => {
    const newReader = () => {
      const wrap = (data: object) => Object.freeze({ wrapped: JSON.stringify(data) });
      return new OutputReader({ outputs: [OUT] } as unknown as Endpoint, wrap);
    };
    fc.assert(
      fc.property(fc.array(withFiles, { minLength: 2, maxLength: 5 }), (values) => {
        const along = newReader();
        let raw: unknown = null;
        for (const value of values) {
          raw = applyEdits(raw, makeEdits(raw, structuredClone(value)), "shifted");
          const output = along.read([raw]);
          expect(output).toEqual(newReader().read([JSON.parse(JSON.stringify(raw))]));
          expect(isDeepFrozen(output)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gives one output as itself, several as an array, none as [], without state, buttons and layout", () => {
    expect(reader(OUT).reader.read(["a"])).toBe("a");
    expect(reader(null, OUT, null).reader.read([null, ["list"], null])).toEqual(["list"]);
    expect(reader(OUT, null, OUT).reader.read(["a", null, 2])).toEqual(["a", 2]);
    expect(reader(null).reader.read([null])).toEqual([]);
    expect(reader().reader.read([])).toEqual([]);
  });

  it("takes surplus outputs for nothing, and refuses too few", () => {
    expect(reader(OUT).reader.read(["a", "b"])).toBe("a");
    expect(() => reader(OUT, OUT).reader.read(["a"])).toThrow(ProtocolError);
  });

  it("freezes what it gives, however deep", () => {
    const output = reader(OUT, OUT).reader.read([{ a: [{ b: 1 }], f: file("x") }, [[]]]);
    expect(isDeepFrozen(output)).toBe(true);
  });

  it("unwraps updates: their value, or what this output had before, or null (users.md row 47)", () => {
    const { reader: updates } = reader(OUT, null, OUT);
    const skip = { __type__: "update" };
    expect(updates.read([skip, null, { ...skip, value: [1] }])).toEqual([null, [1]]);
    expect(updates.read([{ ...skip, value: "a", visible: false }, null, skip])).toEqual(["a", [1]]);
    expect(updates.read([skip, null, { ...skip, value: null }])).toEqual(["a", null]);
    expect(updates.read([skip, null, skip])).toEqual(["a", null]);
  });

  it("wraps files at any depth, and the same file object once", () => {
    const { reader: files, wrapped } = reader(OUT);
    const raw = { list: [file("a"), { deep: file("b") }], none: { path: 5 } };
    const first = files.read([raw]) as { list: unknown[] };
    expect(first).toMatchObject({ list: [{ file: "a" }, { deep: { file: "b" } }], none: { path: 5 } });
    expect(raw.list[0]).toEqual(file("a"));
    const second = files.read([{ ...raw, more: 1 }]) as { list: unknown[] };
    expect(second.list).toBe(first.list);
    expect(wrapped).toHaveLength(2);
  });

  it("shares with the output before what did not change", () => {
    const { reader: outputs } = reader(OUT);
    const kept = { rows: [[1], [2]] };
    const first = outputs.read([{ kept, text: "a" }]) as { kept: unknown };
    const second = outputs.read([{ kept, text: "ab" }]) as { kept: unknown };
    expect(second.kept).toBe(first.kept);
  });

  it("costs what changed, not what stays: a step on a big value that is shared", () => {
    const { reader: outputs } = reader(OUT);
    const table = Array.from({ length: 200_000 }, (_, index) => [index]);
    outputs.read([{ table, step: 0 }]);
    const start = process.cpuUsage();
    for (let step = 1; step < 2000; step++) outputs.read([{ table, step }]);
    expect(process.cpuUsage(start).user).toBeLessThan(500_000);
  });

  it("reads anew what was inside of something that was a file and is none any more", () => {
    const { reader: outputs, wrapped } = reader(OUT);
    const inside = [file("b")];
    outputs.read([{ ...file("a"), inside }]);
    const output = outputs.read([{ path: "a", inside }]) as { inside: unknown[] };
    expect(output.inside[0]).toBe(wrapped[1]);
    expect(isDeepFrozen(output)).toBe(true);
  });

  it("reads anew what was beside the value of an update and is part of a value now", () => {
    const { reader: outputs, wrapped } = reader(OUT);
    const beside = [file("a")];
    expect(outputs.read([{ __type__: "update", value: "v", beside }])).toBe("v");
    const output = outputs.read([{ value: "v", beside }]) as { beside: unknown[] };
    expect(output.beside[0]).toBe(wrapped[0]);
    expect(isDeepFrozen(output)).toBe(true);
  });

  it("treats __proto__ as a key like any other", () => {
    const output = reader(OUT).reader.read([
      JSON.parse('{"__proto__": {"path": "x", "meta": {"_type": "gradio.FileData"}}, "a": 1}'),
    ]) as object;
    expect(Object.getPrototypeOf(output)).toBe(Object.prototype);
    expect(Object.entries(output)).toEqual([
      ["__proto__", expect.objectContaining({ file: "x" })],
      ["a", 1],
    ]);
  });
});
