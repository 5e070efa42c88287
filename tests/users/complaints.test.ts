import { describe, expect, it } from "vitest";
import { citedRows } from "./cited-rows.js";
import { complaints } from "./complaints.js";
import { readProblems } from "./read-problems.js";

const page = (...rows: readonly string[]) => ["| row | problem | concerns |", "|---|---|---|", ...rows].join("\n");

describe("the list of users' problems", () => {
  const problems = readProblems(page("| 1 | It hangs | client |", "| 2 | It is large | packaging, later |"));

  it("is read from its page", () => {
    expect(problems).toEqual([
      { row: 1, problem: "It hangs", concerns: "client", later: false },
      { row: 2, problem: "It is large", concerns: "packaging", later: true },
    ]);
  });

  it.each([
    ["no table", "# Users"],
    ["a row that is missing", page("| 1 | It hangs | client |", "| 3 | It prints | client |")],
    ["a row that says nothing of its part", page("| 1 | It hangs | client |", "| 2 | It prints |")],
  ])("is refused with %s", (_, text) => expect(() => readProblems(text)).toThrow(/no table of rows that are numbered from 1/));

  it("has nothing to complain of where every row that is not for later has a test", () =>
    expect(complaints(problems, new Map([[1, ["a.test.ts"]]]))).toEqual([]));

  it("complains of rows without a test, of tests of what is for later, and of rows that are none", () => {
    const cited = new Map([
      [2, ["a.test.ts"]],
      [7, ["b.test.ts"]],
    ]);
    expect(complaints(problems, cited)).toEqual([
      expect.stringContaining("row 1: It hangs"),
      expect.stringContaining("Row 2 says “later”, and is tested by a.test.ts"),
      expect.stringContaining("no row 7"),
    ]);
  });
});

/** As tests cite it. In one piece it would be a citation of its own. */
const cite = (rows: string) => `users.md ${rows}`;

describe("the rows a file cites", () => {
  it.each<[string, string, readonly number[]]>([
    ["in the name of a test", `it("works (${cite("row 7")})", () => {});`, [7]],
    ["several at once", `describe("a (${cite("rows 7, 8 and 12")})", () => {});`, [7, 8, 12]],
    ["in the table of a test", `it.each([["a (${cite("row 3")})", 1]])("%s", () => {});`, [3]],
    ["in a test that runs where it can", `it.runIf(known)("a (${cite("row 3")})", () => {});`, [3]],
    ["in a check of the packages", `await check("a (${cite("row 15")})", work);`, [15]],
    ["not in a comment or in a body", `// ${cite("row 1")}\nit("a", () => { say("${cite("row 2")}"); });`, []],
    ["not in a test that is skipped", `it.skip("a (${cite("row 3")})", () => {});`, []],
  ])("%s", (_, text, rows) => expect(citedRows("a.test.ts", text)).toEqual(rows));

  it("anywhere in a test of types, which has no names", () => expect(citedRows("a.test-d.ts", `// ${cite("row 17")}`)).toEqual([17]));
});
