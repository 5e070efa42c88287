import type { FaultCase } from "../cases/case.js";
import type { Met } from "../run/compare.js";
import { meetings, remarks } from "../run/met.js";
import { countCases } from "./count-cases.js";

export interface Comparison {
  /** The cases that were drawn, those whose calls the client cannot make included. */
  readonly drawn: readonly FaultCase[];
  /** From so many. */
  readonly of: number;
  readonly met: readonly Met[];
  readonly command: string;
}

/** What came of the cases for one client, as a table with a line for each transport. */
export function comparison({ drawn, of, met, command }: Comparison): readonly string[] {
  const rows = [...countCases(drawn)].map(([transport, cases]) => {
    const here = met.filter(({ faultCase: { transport: t } }) => `${t.name} (${t.server})` === transport);
    return row(transport, cases, here);
  });
  const leaks = met.filter(({ leaked }) => leaked.length > 0).length;
  return [
    `${drawn.length} of ${of} cases (\`${command}\`); a secret or a body reached the other origin in ${leaks} of them.`,
    "",
    `| ${COLUMNS.join(" | ")} |`,
    `|---|${"--:|".repeat(COLUMNS.length - 1)}`,
    ...rows,
    row("**all**", drawn.length, met),
  ];
}

const COLUMNS = ["transport (server)", "cases", ...meetings, "cannot call", ...remarks];

function row(name: string, cases: number, met: readonly Met[]): string {
  const count = (is: (one: Met) => boolean) => met.filter(is).length;
  const settled = meetings.map((meeting) => count((one) => one.meeting === meeting));
  const remarked = remarks.map((remark) => count((one) => one.remarks.includes(remark)));
  return `| ${[name, cases, ...settled, cases - met.length, ...remarked].join(" | ")} |`;
}
