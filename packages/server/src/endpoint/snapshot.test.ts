import fc from "fast-check";
import { expect, test } from "vitest";
import { snapshot } from "./snapshot.js";

test("is what JSON makes of a value, whatever came before", () => {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 4 }), fc.object({ withDate: true, withSparseArray: true, withNullPrototype: true }));
  fc.assert(
    fc.property(value, value, (now, before) => {
      expect(snapshot(now, snapshot(before))).toEqual(JSON.parse(JSON.stringify(now) ?? "null"));
    }),
  );
});

test("shares with the one before whatever is equal, and all of it if all is", () => {
  const value = { list: [{ a: 1 }, { b: 2 }], text: "x" };
  const first = snapshot(value) as typeof value;
  expect(snapshot(structuredClone(value), first)).toBe(first);
  value.list.push({ a: 3 });
  const second = snapshot(value, first) as typeof value;
  expect(second).toEqual(value);
  expect(second.list[0]).toBe(first.list[0]);
  expect(first.list).toHaveLength(2);
});

test("notices a key that is gone, and one that is there without a value", () => {
  const first = snapshot({ a: 1, b: 2 });
  expect(snapshot({ a: 1 }, first)).toEqual({ a: 1 });
  expect(snapshot({ a: 1, b: undefined }, first)).toEqual({ a: 1 });
  expect(snapshot({ a: 1, c: 2 }, first)).toEqual({ a: 1, c: 2 });
});

test("takes what objects say of themselves, and leaves out what is no JSON", () => {
  const when = new Date(0);
  expect(snapshot({ when, f: () => 1, list: [undefined, Number.NaN, () => 1] })).toEqual({
    when: when.toISOString(),
    list: [null, null, null],
  });
  expect(snapshot(undefined)).toBe(null);
  expect(() => snapshot(1n)).toThrow(TypeError);
});
