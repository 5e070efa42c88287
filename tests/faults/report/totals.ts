import type { Verdict } from "../run/run-case.js";

/** `faults: 612 passed, 0 failed`, after a line for each transport. */
export function totals(verdicts: readonly Verdict[], findings: number): string {
  const counts = new Map<string, { passed: number; failed: number }>();
  for (const { faultCase, wrong } of verdicts) {
    const { name, server } = faultCase.transport;
    const key = `${name} (${server})`;
    const count = counts.get(key) ?? { passed: 0, failed: 0 };
    counts.set(key, count);
    if (wrong.length === 0) count.passed++;
    else count.failed++;
  }
  const line = (what: string, passed: number, failed: number) => `${what}: ${passed} passed, ${failed} failed`;
  const failed = verdicts.filter(({ wrong }) => wrong.length > 0).length;
  return [
    ...[...counts].map(([key, count]) => line(key, count.passed, count.failed)),
    line("faults", verdicts.length - failed, failed + findings),
  ].join("\n");
}
