import type { SuiteResult } from "./read-report.js";

/** `"12 passed, 0 failed, 3 skipped"`, of all results together. What fails without being a test counts as failed too. */
export function totals(results: readonly SuiteResult[]): string {
  const marked = (mark: "works" | "absent") =>
    results.flatMap(({ outcomes }) => outcomes.filter((outcome) => outcome.mark === mark)).length;
  const failed = results.flatMap(({ failures }) => failures).length;
  return `${marked("works")} passed, ${failed} failed, ${marked("absent")} skipped`;
}
