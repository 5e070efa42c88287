import { expect, it } from "vitest";
import { deepFreeze } from "./deep-freeze.js";

it("freezes in place, empty and nested values included", () => {
  const value = { list: [{ a: 1 }, []], empty: {} };
  expect(deepFreeze(value)).toBe(value);
  expect([value, value.list, ...value.list, value.empty].map(Object.isFrozen)).toEqual([true, true, true, true, true]);
});

it("takes a value of any depth", () => {
  const deep = JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`);
  expect(Object.isFrozen(deepFreeze(deep)[0][0][0])).toBe(true);
});

it("hands primitives back", () => {
  expect([null, undefined, 5, "a"].map(deepFreeze)).toEqual([null, undefined, 5, "a"]);
});
