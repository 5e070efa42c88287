import type { Transfer, TransferCost, TransferSubject } from "../measure/transfer.js";
import { TITLES } from "../subjects/subject.js";
import { spread, spreadText } from "./spread.js";
import { table } from "./table.js";
import { TRANSFER_TARGETS, verdict } from "./targets.js";

/** One subject with one kind of transfer, round by round. */
export interface TransferSeries {
  readonly subject: TransferSubject;
  readonly action: Transfer["action"];
  /** Empty if it cannot do it. */
  readonly costs: readonly TransferCost[];
  /** 0: not counted. */
  readonly requests: number;
}

export function transferTable(all: readonly TransferSeries[], titles: Readonly<Record<Transfer["action"], string>>): string {
  const rows = all.map(({ subject, action, costs, requests }, index) => {
    const first = all[index - 1]?.action !== action;
    if (costs.length === 0) return [first ? titles[action] : "", TITLES[subject], "cannot", "", "", "", "", ""];
    const memory = spread(costs.map((cost) => cost.memory / 1e6));
    const target = TRANSFER_TARGETS[action];
    const reached = "megabytes" in target ? memory.median <= target.megabytes : requests <= target.requests;
    return [
      first ? titles[action] : "",
      TITLES[subject],
      spreadText(memory),
      spreadText(spread(costs.map(({ cpu }) => cpu))),
      spreadText(spread(costs.map(({ wall }) => wall))),
      requests === 0 ? "" : String(requests),
      subject !== "ours" ? "" : "megabytes" in target ? `peak ≤ ${target.megabytes} MB` : `≤ ${target.requests} requests`,
      subject !== "ours" ? "" : verdict(reached),
    ];
  });
  return table(["", "subject", "peak, MB", "CPU, ms", "time, ms", "requests", "target", ""], 2, rows);
}
