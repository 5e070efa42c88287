import { type JobsCost, type JobsSubject, MOST_JOINS } from "../measure/jobs.js";
import type { StreamName } from "../server/values.js";
import { TITLES } from "../subjects/subject.js";
import { short, spread, spreadText } from "./spread.js";
import { table } from "./table.js";
import { JOBS_TARGETS, SLOW_TARGET, verdict } from "./targets.js";

/** So many jobs of one subject at once, round by round. */
export interface CrowdSeries {
  readonly subject: JobsSubject;
  readonly jobs: number;
  /** Empty if it was not measured. */
  readonly costs: readonly JobsCost[];
  /** The most of any round. */
  readonly connections: number;
}

const CROWD_TITLES: Readonly<Record<JobsSubject, string>> = { ...TITLES, "bounded floor": `floor, ${MOST_JOINS} joins at a time` };

export function crowdTable(all: readonly CrowdSeries[]): string {
  const head = ["jobs", "subject", "CPU, ms", "× floor", "growth", "peak, MB", "connections", "delivered", "target", ""];
  const rows = all.map((series, index) => {
    const { subject, jobs, costs, connections } = series;
    const title = all[index - 1]?.jobs === jobs ? "" : String(jobs);
    if (costs.length === 0) return [title, CROWD_TITLES[subject], "not measured", ...Array.from({ length: 7 }, () => "")];
    const floor = all.find((other) => other.subject === "floor" && other.jobs === jobs);
    const fewer = all.find((other) => other.subject === subject && other.jobs < jobs);
    const ratio = median(series, "cpu") / median(floor, "cpu");
    const growth = fewer && Math.log(median(series, "cpu") / median(fewer, "cpu")) / Math.log(jobs / fewer.jobs);
    const delivered = Math.min(...costs.map((cost) => cost.delivered));
    const standing = { cpu: ratio, growth, peak: median(series, "memory") / median(floor, "memory"), connections, lost: jobs - delivered };
    const target = JOBS_TARGETS[jobs];
    return [
      title,
      CROWD_TITLES[subject],
      spreadText(spread(costs.map(({ cpu }) => cpu))),
      short(ratio),
      growth === undefined ? "" : growth.toFixed(2),
      spreadText(spread(costs.map(({ memory }) => memory / 1e6))),
      String(connections),
      delivered === jobs ? "all" : `**${delivered}**`,
      ...(subject === "ours" && target !== undefined ? [target.says, verdict(target.met(standing))] : ["", ""]),
    ];
  });
  return table(head, 2, rows);
}

/** The same jobs with so many readers of each, round by round. */
export interface ReadersSeries {
  readonly readers: number;
  /** Values that all of them are to get. */
  readonly due: number;
  readonly costs: readonly JobsCost[];
}

export function readersTable(all: readonly ReadersSeries[]): string {
  const rows = all.map(({ readers, due, costs }) => {
    const delivered = Math.min(...costs.map((cost) => cost.delivered));
    return [
      String(readers),
      spreadText(spread(costs.map(({ cpu }) => cpu))),
      spreadText(spread(costs.map(({ memory }) => memory / 1e6))),
      delivered === due ? `all ${due}` : `**${delivered} of ${due}**`,
    ];
  });
  return table(["readers", "CPU, ms", "peak, MB", "values delivered"], 0, rows);
}

/** One stream read by nobody, and by readers that are slow, round by round. */
export interface SlowSeries {
  readonly stream: StreamName;
  readonly unread: readonly JobsCost[];
  readonly slow: readonly JobsCost[];
  /** Values that all readers are to get. */
  readonly due: number;
}

export function slowTable(all: readonly SlowSeries[]): string {
  const rows = all.map(({ stream, unread, slow, due }) => {
    const held = (costs: readonly JobsCost[]) => spread(costs.map(({ memory }) => memory / 1e6));
    const more = held(slow).median - held(unread).median;
    const delivered = Math.min(...slow.map((cost) => cost.delivered));
    return [
      stream,
      spreadText(held(unread)),
      spreadText(held(slow)),
      delivered === due ? "all" : `**${delivered} of ${due}**`,
      `${SLOW_TARGET} MB more at most`,
      verdict(more <= SLOW_TARGET && delivered === due),
    ];
  });
  return table(["", "held unread, MB", "with slow readers, MB", "delivered in the end", "target", ""], 1, rows);
}

function median(series: CrowdSeries | undefined, what: "cpu" | "memory"): number {
  return spread((series?.costs ?? []).map((cost) => cost[what])).median;
}
