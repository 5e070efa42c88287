import type { ValueSeries } from "../measure/compare-values.js";
import type { ValueCost } from "../measure/task.js";
import type { BigName, StreamName } from "../server/values.js";
import { TITLES } from "../subjects/subject.js";
import { short, spread, spreadText } from "./spread.js";
import { table } from "./table.js";
import { BIG_TARGETS, HELD_TARGETS, STREAM_TARGETS, verdict } from "./targets.js";

export interface Streamed {
  readonly stream: StreamName;
  /** With a tenth of the steps. */
  readonly short: readonly ValueSeries[];
  readonly long: readonly ValueSeries[];
}

export function streamTable(streamed: readonly Streamed[]): string {
  const head = ["", "subject", "CPU, ms", "× floor", "growth", "values", "CPU", "growth"];
  const { cpu, growth } = STREAM_TARGETS;
  const rows = streamed.flatMap(({ stream, short: tenth, long }) =>
    long.map((series, index) => {
      const ratio = median(series, "cpu") / median(long[0], "cpu");
      const exponent = Math.log10(median(series, "cpu") / median(tenth[index], "cpu"));
      const judged =
        series.subject === "ours"
          ? [`≤ ${cpu} × floor: ${verdict(ratio <= cpu)}`, `≤ ${growth}: ${verdict(exponent <= growth)}`]
          : ["", ""];
      return row(index === 0 ? stream : "", series, [of(series, "cpu"), short(ratio), exponent.toFixed(2), values(series), ...judged]);
    }),
  );
  return table(head, 2, rows);
}

export interface Held {
  readonly stream: StreamName;
  readonly series: readonly ValueSeries[];
}

export function heldTable(held: readonly Held[]): string {
  const rows = held.flatMap(({ stream, series: all }) =>
    all.map((series, index) => {
      const most = HELD_TARGETS[stream];
      const judged =
        series.subject === "ours" && most !== undefined
          ? [`≤ ${most} MB`, verdict(series.right && median(series, "memory") <= most * 1e6)]
          : ["", ""];
      return row(index === 0 ? stream : "", series, [of(series, "memory", 1e6), of(series, "cpu"), values(series), ...judged]);
    }),
  );
  return table(["", "subject", "held, MB", "CPU, ms", "values", "target", ""], 2, rows);
}

export interface Big {
  readonly endpoint: BigName;
  readonly series: readonly ValueSeries[];
}

export function bigTable(big: readonly Big[]): string {
  const head = ["", "subject", "CPU, ms", "× floor", "peak, MB", "× floor", "values", "CPU", "peak"];
  const rows = big.flatMap(({ endpoint, series: all }) =>
    all.map((series, index) => {
      const { cpu, peak } = BIG_TARGETS[endpoint];
      const ratio = (what: "cpu" | "memory") => median(series, what) / median(all[0], what);
      const judge = (most: number | undefined, what: "cpu" | "memory") =>
        most === undefined || series.subject !== "ours" ? "" : `≤ ${most} × floor: ${verdict(ratio(what) <= most)}`;
      return row(index === 0 ? endpoint : "", series, [
        of(series, "cpu"),
        short(ratio("cpu")),
        of(series, "memory", 1e6),
        short(ratio("memory")),
        values(series),
        judge(cpu, "cpu"),
        judge(peak, "memory"),
      ]);
    }),
  );
  return table(head, 2, rows);
}

function row(title: string, { subject, costs }: ValueSeries, cells: readonly string[]): readonly string[] {
  return [title, TITLES[subject], ...(costs.length > 0 ? cells : cells.map((_, index) => (index === 0 ? "not measured" : "")))];
}

function values({ right }: ValueSeries): string {
  return right ? "right" : "**wrong values**";
}

function median(series: ValueSeries | undefined, what: "cpu" | "memory"): number {
  return spreadOf(series?.costs ?? [], what).median;
}

function of({ costs }: ValueSeries, what: "cpu" | "memory", unit = 1): string {
  return spreadText(spreadOf(costs, what, unit));
}

function spreadOf(costs: readonly ValueCost[], what: "cpu" | "memory", unit = 1) {
  return spread(costs.map((cost) => cost[what] / unit));
}
