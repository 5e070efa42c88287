import { expect, it } from "vitest";
import type { Mark } from "./outcome.js";
import { totals } from "./totals.js";

const outcomes = (...marks: Mark[]) => marks.map((mark, index) => ({ heading: "Values", behaviour: String(index), mark }));

it("adds up results, and counts failures that are no tests", () => {
  const failure = { where: "values.test.ts", message: "A hook failed" };
  const one = { outcomes: outcomes("works", "works", "fails"), failures: [failure, failure] };
  const other = { outcomes: outcomes("works", "absent"), failures: [] };
  expect(totals([one, other])).toBe("3 passed, 2 failed, 1 skipped");
  expect(totals([])).toBe("0 passed, 0 failed, 0 skipped");
});
