import { describe, expect, it } from "vitest";
import { complaints } from "./complaints.js";
import { requirements } from "./requirements.js";
import { testNames } from "./test-names.js";
import { users } from "./users.js";

const page = (...rows: readonly string[]) => ["| row | problem | concerns |", "|---|---|---|", ...rows].join("\n");

describe("the list of users' problems", () => {
  const list = users(page("| 1 | It hangs | client |", "| 2 | It is large | packaging, later |"));

  it("is read from its page", () => {
    expect(list.entries).toEqual([
      { number: 1, words: "It hangs", later: false },
      { number: 2, words: "It is large", later: true },
    ]);
  });

  it.each([
    ["no table", "# Users"],
    ["a row that is missing", page("| 1 | It hangs | client |", "| 3 | It prints | client |")],
    ["a row that says nothing of its part", page("| 1 | It hangs | client |", "| 2 | It prints |")],
  ])("is refused with %s", (_, text) => expect(() => users(text)).toThrow(/no table of rows that are numbered from 1/));

  it("has nothing to complain of where every row that is not for later has a test", () =>
    expect(complaints(list, new Map([[1, ["a.test.ts"]]]))).toEqual([]));

  it("complains of rows without a test, of tests of what is for later, and of rows that are none", () => {
    const cited = new Map([
      [2, ["a.test.ts"]],
      [7, ["b.test.ts"]],
    ]);
    expect(complaints(list, cited)).toEqual([
      expect.stringContaining("row 1: It hangs"),
      expect.stringContaining("row 2 says “later”, and is tested by a.test.ts"),
      expect.stringContaining("no users.md row 7"),
    ]);
  });
});

describe("the list of what a server owes its clients", () => {
  /** In one piece it would be a citation of its own. */
  const key = (number: number) => `S${number}`;

  it("is read from its file", () => {
    expect(requirements({ [key(1)]: { must: "answer" }, [key(30)]: { should: "shine", later: "no light" } }).entries).toEqual([
      { number: 1, words: "answer", later: false },
      { number: 30, words: "shine", later: true },
    ]);
  });

  it.each([
    ["another number", { T1: { must: "answer" } }],
    ["a must that comes later", { [key(1)]: { must: "answer", later: "no time" } }],
  ])("is refused with %s", (_, written) => expect(() => requirements(written)).toThrow(/requirements\.json: [ST]1 is neither/));

  it("is cited by number, one or several", () => {
    const { citedIn } = requirements({});
    expect(citedIn(`"${key(42)}, ${key(43)}: a stream; ${key(100)}: none, PS5, 3S1"`)).toEqual([42, 43, 100]);
  });
});

describe("the numbers that the names of a file's tests cite", () => {
  /** As tests cite it. In one piece it would be a citation of its own. */
  const cite = (rows: string) => `users.md ${rows}`;
  const { citedIn } = users(page("| 1 | It hangs | client |"));
  const citedRows = (path: string, text: string) => testNames(path, text).flatMap(citedIn);

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
