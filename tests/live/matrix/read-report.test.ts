import { describe, expect, it } from "vitest";
import { readReport, type VitestReport } from "./read-report.js";

type TestFile = VitestReport["testResults"][number];
type Test = TestFile["assertionResults"][number];

function test(
  status: string,
  title: string,
  ancestorTitles: string[] = ["Values of Gradio '4.8.0'"],
  failureMessages: string[] = [],
): Test {
  return { ancestorTitles, title, status, failureMessages };
}

function file(assertionResults: Test[], more: Partial<TestFile> = {}): TestFile {
  const status = assertionResults.some((one) => one.status === "failed") ? "failed" : "passed";
  return { name: "/some/where/values.test.ts", status, message: "", assertionResults, ...more };
}

function read(...testResults: TestFile[]) {
  return readReport({ testResults }, "4.8.0");
}

describe("a report of vitest", () => {
  it("says of each test what works, what fails and what the version does not have", () => {
    const message = "AssertionError: expected 1 to be 2\nand more\n    at /some/where/values.test.ts:3:145\n    at runTest";
    const { outcomes, failures } = read(
      file([test("passed", "go there"), test("skipped", "come back"), test("failed", "stay", undefined, [message])]),
    );
    expect(outcomes).toEqual([
      { heading: "Values", behaviour: "go there", mark: "works" },
      { heading: "Values", behaviour: "come back", mark: "absent" },
      { heading: "Values", behaviour: "stay", mark: "fails" },
    ]);
    expect(failures).toEqual([{ where: "Values: stay", message: "AssertionError: expected 1 to be 2\nand more" }]);
  });

  it("says which test ran out of time", () => {
    const { failures } = read(file([test("failed", "stay", undefined, ["Error: STACK_TRACE_ERROR\n    at task (/some/where.js:1:2)"])]));
    expect(failures).toEqual([{ where: "Values: stay", message: "Ran out of time" }]);
  });

  it("keeps the titles of an inner describe, and names a test without any after its file", () => {
    const { outcomes } = read(file([test("passed", "go there", ["Values of Gradio '4.8.0'", "big ones"]), test("passed", "alone", [])]));
    expect(outcomes).toMatchObject([
      { heading: "Values", behaviour: "big ones, go there" },
      { heading: "values.test.ts", behaviour: "alone" },
    ]);
  });

  it("reads the same whatever order the files ran in", () => {
    const one = file([test("passed", "go there")], { name: "/some/where/a.test.ts" });
    const other = file([test("passed", "come back")], { name: "/some/where/b.test.ts" });
    expect(read(other, one)).toEqual(read(one, other));
    expect(read(other, one).outcomes.map(({ behaviour }) => behaviour)).toEqual(["go there", "come back"]);
  });

  it("fails for a file that could not be read", () => {
    const { outcomes, failures } = read(file([], { status: "failed", message: "Cannot find module" }));
    expect(outcomes).toEqual([]);
    expect(failures).toEqual([{ where: "values.test.ts", message: "Cannot find module" }]);
  });

  it("does not take tests for absent that a failed hook has skipped", () => {
    const broken = ["Mounted on Gradio '4.8.0'"];
    const tests = [test("skipped", "a", broken), test("skipped", "b", broken), test("passed", "c"), test("skipped", "d")];
    const { outcomes, failures } = read(file(tests, { status: "failed" }));
    expect(outcomes.map(({ mark }) => mark)).toEqual(["fails", "fails", "works", "absent"]);
    expect(failures).toEqual([
      { where: "Mounted: a", message: "Not run: a hook before it failed" },
      { where: "Mounted: b", message: "Not run: a hook before it failed" },
    ]);
  });

  it("takes a whole describe for absent where its file is well", () => {
    const { outcomes, failures } = read(file([test("skipped", "a"), test("skipped", "b")]));
    expect(outcomes.map(({ mark }) => mark)).toEqual(["absent", "absent"]);
    expect(failures).toEqual([]);
  });

  it("fails for a hook after the tests", () => {
    const { outcomes, failures } = read(file([test("passed", "go there")], { status: "failed" }));
    expect(outcomes).toMatchObject([{ mark: "works" }]);
    expect(failures).toEqual([{ where: "values.test.ts", message: "A hook failed: see what vitest printed" }]);
  });

  it("fails for a test that did not end, and for one that is only planned", () => {
    const { outcomes, failures } = read(file([test("pending", "a"), test("todo", "b")]));
    expect(outcomes).toMatchObject([{ mark: "fails" }, { mark: "fails" }]);
    expect(failures.map(({ message }) => message)).toEqual(["Not run to its end: pending", "Not run to its end: todo"]);
  });

  it("fails for two tests of one name, in one file or in two", () => {
    const again = file([test("passed", "go there")], { name: "/some/where/a.test.ts" });
    const { failures } = read(file([test("passed", "go there"), test("skipped", "go there")]), again);
    expect(failures).toEqual([
      { where: "Values: go there", message: "A second test has this name, in values.test.ts" },
      { where: "Values: go there", message: "A second test has this name, in values.test.ts" },
    ]);
  });
});
