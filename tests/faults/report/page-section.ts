import type { FaultCase } from "../cases/case.js";
import { countCases } from "./count-cases.js";

const BEGIN = "<!-- the fault matrix: written by `npm run test:faults -- --write` -->";
const END = "<!-- end of the fault matrix -->";

/** The page with its counts of cases made those of the table. @throws Error where the page has no place for them. */
export function withCounts(page: string, cases: readonly FaultCase[]): string {
  const [before, rest] = page.split(BEGIN);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`docs/reliability.md has no lines ${BEGIN} and ${END}`);
  const rows = [...countCases(cases)].map(([transport, count]) => `| ${transport} | ${count} |`);
  const table = ["| transport (server) | cases |", "|---|--:|", ...rows, `| **all** | **${cases.length}** |`];
  return `${before}${BEGIN}\n\n${table.join("\n")}\n\n${END}${after}`;
}
