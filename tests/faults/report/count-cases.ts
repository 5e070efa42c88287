import type { FaultCase } from "../cases/case.js";

/** How many cases each way of calling has, in the order of the table. */
export function countCases(cases: readonly FaultCase[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { transport } of cases) {
    const key = `${transport.name} (${transport.server})`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** The same as a table. */
export function counted(cases: readonly FaultCase[]): readonly string[] {
  const rows = [...countCases(cases)].map(([transport, count]) => `| ${transport} | ${count} |`);
  return ["| transport (server) | cases |", "|---|--:|", ...rows, `| **all** | **${cases.length}** |`];
}
