import { basename } from "node:path";
import type { Failure, Mark, Outcome } from "./outcome.js";
import { withoutVersion } from "./without-version.js";

/** What is used of the report of vitest's reporter "json". */
export interface VitestReport {
  readonly testResults: readonly TestFile[];
}
interface TestFile {
  readonly name: string;
  readonly status: string;
  /** Of an error outside every test and every `describe`. */
  readonly message: string;
  /** In the order of the file. */
  readonly assertionResults: readonly Test[];
}
interface Test {
  /** Of the `describe`s around it, outermost first. */
  readonly ancestorTitles: readonly string[];
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

export interface SuiteResult {
  readonly outcomes: readonly Outcome[];
  readonly failures: readonly Failure[];
}

/**
 * What a run of vitest says of each behaviour. Its order is that of the files' names, whatever order they ran in.
 * @param version Of Gradio: is taken out of the titles.
 */
export function readReport(report: VitestReport, version?: string): SuiteResult {
  const outcomes: Outcome[] = [];
  const failures: Failure[] = [];
  const seen = new Set<string>();
  for (const file of [...report.testResults].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const before = failures.length;
    for (const test of file.assertionResults) {
      const heading = withoutVersion(test.ancestorTitles[0] ?? basename(file.name), version);
      const behaviour = withoutVersion([...test.ancestorTitles.slice(1), test.title].join(", "), version);
      const where = `${heading}: ${behaviour}`;
      const mark = markOf(test, file);
      outcomes.push({ heading, behaviour, mark });
      if (mark === "fails") failures.push({ where, message: messageOf(test) });
      if (seen.has(where)) failures.push({ where, message: `A second test has this name, in ${basename(file.name)}` });
      seen.add(where);
    }
    if (file.status === "failed" && failures.length === before) {
      failures.push({ where: basename(file.name), message: file.message || "A hook failed: see what vitest printed" });
    }
  }
  return { outcomes, failures };
}

function markOf(test: Test, file: TestFile): Mark {
  if (test.status === "passed") return "works";
  if (test.status === "failed") return "fails";
  return test.status === "skipped" && !hookFailed(test, file) ? "absent" : "fails";
}

/** vitest reports the tests after a failed `beforeAll` as skipped, like those of `it.runIf`; but then none of their `describe` runs. */
function hookFailed(skipped: Test, file: TestFile): boolean {
  const siblings = file.assertionResults.filter(({ ancestorTitles }) => ancestorTitles[0] === skipped.ancestorTitles[0]);
  return file.status === "failed" && siblings.every(({ status }) => status === "skipped");
}

function messageOf({ failureMessages: [first], status }: Test): string {
  if (first === undefined) return status === "skipped" ? "Not run: a hook before it failed" : `Not run to its end: ${status}`;
  // vitest's report has the stack of a test that ran out of time, with this in place of the message.
  if (first.startsWith("Error: STACK_TRACE_ERROR")) return "Ran out of time";
  const stack = first.search(/^\s+at /m);
  return (stack < 0 ? first : first.slice(0, stack)).trim();
}
