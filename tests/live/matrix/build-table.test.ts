import { expect, it } from "vitest";
import { buildTable } from "./build-table.js";
import type { Mark, Outcome } from "./outcome.js";

function outcome(heading: string, behaviour: string, mark: Mark = "works"): Outcome {
  return { heading, behaviour, mark };
}

it("has a row per behaviour and a mark per version, groups by the alphabet and rows in the order of the tests", () => {
  const table = buildTable([
    { version: "4.8.0", protocol: "sse", outcomes: [outcome("Values", "b"), outcome("Errors", "z", "absent"), outcome("Values", "a")] },
    { version: "6.31.0", protocol: "sse_v3", outcomes: [outcome("Values", "b", "fails"), outcome("Errors", "z"), outcome("Values", "a")] },
  ]);
  expect(table).toEqual([
    { heading: "Errors", rows: [{ behaviour: "z", marks: ["absent", "works"] }] },
    {
      heading: "Values",
      rows: [
        { behaviour: "b", marks: ["works", "fails"] },
        { behaviour: "a", marks: ["works", "works"] },
      ],
    },
  ]);
});

it("takes a behaviour for failed where its test is not there", () => {
  const [group] = buildTable([
    { version: "4.8.0", protocol: "sse", outcomes: [] },
    { version: "6.31.0", protocol: "sse_v3", outcomes: [outcome("Values", "a")] },
  ]);
  expect(group?.rows).toEqual([{ behaviour: "a", marks: ["fails", "works"] }]);
});
