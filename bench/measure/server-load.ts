import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Ways of calling: through the queue, beside it, as curl does; a generator of a thousand steps; five calls each of sessions that all wait in one queue. */
export type Way = "queued" | "direct" | "curl" | "steps" | "waiting";

/** Calls of one app at once, made by a process of its own. */
export interface ServerLoad {
  readonly way: Way;
  readonly url: string;
  /** Callers, each with a session of its own; the next call begins when the last has ended. */
  readonly concurrent: number;
  /** In all. */
  readonly calls: number;
  readonly warmUp: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Milliseconds that a caller waits. */
  readonly p50: number;
  readonly p99: number;
  /** What the server's process holds, in bytes: before, and after. */
  readonly before: number;
  readonly after: number;
}

/** @param file `load-process.ts`, bundled. @throws Error with what it printed, if a call fails. */
export async function loadServer(file: string, load: ServerLoad): Promise<LoadResult> {
  const { stdout } = await run(process.execPath, [file, JSON.stringify(load)], { timeout: 10 * 60_000 });
  return JSON.parse(stdout) as LoadResult;
}
