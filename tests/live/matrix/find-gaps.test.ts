import { expect, it } from "vitest";
import type { Column } from "./build-table.js";
import { findGaps } from "./find-gaps.js";
import type { Mark } from "./outcome.js";

function column(version: string, marks: Readonly<Record<string, Mark>>): Column {
  return { version, protocol: "sse", outcomes: Object.entries(marks).map(([behaviour, mark]) => ({ heading: "Values", behaviour, mark })) };
}

it("finds nothing where every version has every test, and every test runs somewhere", () => {
  expect(findGaps([column("4.8.0", { a: "works", b: "absent" }), column("6.31.0", { a: "fails", b: "works" })])).toEqual([]);
});

it("finds tests that run on no version", () => {
  const gaps = findGaps([column("4.8.0", { a: "works", b: "absent" }), column("6.31.0", { a: "works", b: "absent" })]);
  expect(gaps).toEqual([{ where: "Values: b", message: "No version runs this test" }]);
});

it("finds tests that a version does not know", () => {
  const gaps = findGaps([column("4.8.0", { a: "works" }), column("6.31.0", { a: "works", b: "works" })]);
  expect(gaps).toMatchObject([{ where: "4.8.0, Values: b" }]);
});
