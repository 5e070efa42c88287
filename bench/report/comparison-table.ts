import type { Series } from "../measure/compare.js";
import type { Action } from "../measure/task.js";
import { ADDED } from "../plan.js";
import { TITLES } from "../subjects/subject.js";
import { short, spread, spreadText } from "./spread.js";
import { table } from "./table.js";
import { type Standing, type Target, verdict } from "./targets.js";

export interface Compared {
  readonly action: Action;
  readonly series: readonly Series[];
  readonly target: Target | undefined;
}

/** One row per action and subject. */
export function comparisonTable(compared: readonly Compared[], delayed: boolean): string {
  const counted = delayed ? ["requests", "round trips"] : [];
  const head = ["", "subject", "CPU, ms", "× floor", "time, ms", "× floor", ...counted, "target", ""];
  const rows = compared.flatMap((comparison) =>
    comparison.series.map((series, index) => row(comparison, series, index === 0 ? comparison.action : "", delayed)),
  );
  return table(head, 2, rows);
}

function row({ series: all, target }: Compared, series: Series, title: string, delayed: boolean): readonly string[] {
  const { subject, costs } = series;
  if (costs.length === 0) return [title, TITLES[subject], "not measured", ...Array.from({ length: delayed ? 7 : 5 }, () => "")];
  const cpu = spread(costs.map((cost) => cost.cpu));
  const wall = spread(costs.map((cost) => cost.wall));
  const standing = standingOf(series, all[0] ?? series, delayed);
  const counted = delayed ? [plain(standing.requests), plain(standing.roundTrips)] : [];
  const judged = subject === "ours" && target !== undefined ? [target.says, verdict(target.met(standing))] : ["", ""];
  return [title, TITLES[subject], spreadText(cpu), short(standing.cpu), spreadText(wall), short(standing.wall), ...counted, ...judged];
}

function standingOf({ costs, requests }: Series, floor: Series, delayed: boolean): Standing {
  const median = (of: Series["costs"], what: "cpu" | "wall") => spread(of.map((cost) => cost[what])).median;
  const cpu = median(costs, "cpu");
  const wall = median(costs, "wall");
  return {
    cpu: cpu / median(floor.costs, "cpu"),
    wall: wall / median(floor.costs, "wall"),
    requests: requests === undefined ? undefined : Math.round(requests * 100) / 100,
    // The delays in the time, less the computing: Python does that for longer than one of them.
    roundTrips: delayed ? Math.round((wall - cpu) / ADDED) : undefined,
  };
}

function plain(value: number | undefined): string {
  return value === undefined ? "" : String(value);
}
