import type { LoadResult, ServerLoad, Way } from "../measure/server-load.js";
import { short } from "./spread.js";
import { table } from "./table.js";
import { SERVER_TARGET, verdict } from "./targets.js";

export const SERVERS = { ours: "**`@gradio-ts/server`**", theirs: "Python's `gradio.Server`" } as const;

/** One kind of load on both servers, round by round. */
export interface ServerSeries extends Pick<ServerLoad, "way" | "concurrent"> {
  readonly results: Readonly<Record<keyof typeof SERVERS, readonly LoadResult[]>>;
}

const WAYS: Readonly<Record<Way, string>> = {
  queued: "queued",
  direct: "direct, `/run`",
  curl: "curl, `/call`",
  steps: "a generator of 1,000 steps",
  waiting: "five calls of each in one queue",
};

/** The best round of each server counts: what else a machine does only slows it down. */
export function serverTable(all: readonly ServerSeries[]): string {
  const rows = all.flatMap(({ way, concurrent, results }) => {
    const [ours, theirs] = [fastest(results.ours), fastest(results.theirs)];
    const ratio = ours.perSecond / theirs.perSecond;
    const row = (name: keyof typeof SERVERS, { perSecond, p50, p99, before, after }: LoadResult) => [
      name === "theirs" ? WAYS[way] : "",
      name === "theirs" ? String(concurrent) : "",
      SERVERS[name],
      short(perSecond),
      short(p50),
      short(p99),
      `${short(before / 1e6)} → ${short(after / 1e6)}`,
      name === "ours" ? `${short(ratio)} ×` : "",
      name === "ours" ? verdict(ratio >= SERVER_TARGET) : "",
    ];
    return [row("theirs", theirs), row("ours", ours)];
  });
  return table(["", "at once", "server", "calls per second", "p50, ms", "p99, ms", "memory, MB", "ratio", `≥ ${SERVER_TARGET} ×`], 3, rows);
}

function fastest(results: readonly LoadResult[]): LoadResult {
  return results.reduce((best, one) => (one.perSecond > best.perSecond ? one : best));
}
