import { type CancelledError, type GradioError, QueueFullError } from "../errors.js";
import type { UploadProgress } from "../files/file-types.js";
import type { LogUpdate } from "../protocol/log-update.js";
import type { ProgressUnit } from "../protocol/progress-unit.js";
import type { StatusCode, StatusUpdate } from "./status.js";
import type { Update } from "./update.js";

/** Something that happens to a job, from the server or from the caller. The first ending counts, for good. */
export type JobEvent =
  | { readonly type: "joining" }
  | { readonly type: "queued"; readonly rank: number | null; readonly queueSize: number | null; readonly eta: number | null }
  | { readonly type: "sending" }
  | { readonly type: "started"; readonly eta: number | null }
  | { readonly type: "progress"; readonly units: readonly ProgressUnit[] }
  | { readonly type: "log"; readonly log: LogUpdate }
  | { readonly type: "upload"; readonly progress: UploadProgress }
  /** `grown`: it is the output before with text added at its end, if it is a text. */
  | { readonly type: "output"; readonly output: unknown; readonly grown?: boolean | undefined }
  | { readonly type: "succeeded"; readonly output: unknown }
  | { readonly type: "failed"; readonly error: GradioError }
  /** `quietly`: by `cancel()` or `close()`; else by an aborted signal. */
  | { readonly type: "cancelled"; readonly error: CancelledError; readonly quietly: boolean };

export type Ending = "succeeded" | "failed" | "aborted" | "cancelled";

export interface JobState {
  readonly status: StatusUpdate;
  /** How many outputs there are. */
  readonly count: number;
  /** The last of them. */
  readonly last: unknown;
  readonly ending: Ending | undefined;
}

export function startState(time: Date): JobState {
  return { status: status("STARTING", time), count: 0, last: undefined, ending: undefined };
}

/** What an event makes of a job. Pure: `time` is when it happened. */
export function advance(state: JobState, event: JobEvent, time: Date): JobState {
  if (state.ending !== undefined) return state;
  switch (event.type) {
    case "joining":
      return { ...state, status: status("JOINING_QUEUE", time) };
    case "queued":
      return { ...state, status: status("IN_QUEUE", time, event) };
    case "sending":
      return { ...state, status: status("SENDING_DATA", time) };
    case "started":
      return { ...state, status: status("PROCESSING", time, event) };
    case "progress":
      return { ...state, status: running(state, "PROGRESS", time, Object.freeze([...event.units])) };
    case "output": {
      const { status, count, ending } = state;
      return { status: running(state, "ITERATING", time, status.progressData), count: count + 1, last: event.output, ending };
    }
    case "log":
    case "upload":
      return state;
    case "succeeded":
      return succeeded(state, event.output, time);
    case "failed":
      return ended(state, event.error instanceof QueueFullError ? "QUEUE_FULL" : "FINISHED", "failed", event.error, time);
    case "cancelled":
      return ended(state, "CANCELLED", event.quietly ? "cancelled" : "aborted", event.error, time);
  }
}

/** What to tell of an event that made `after` of `before`, in order. An output whose index is taken replaces what stood there. */
export function updatesOf(before: JobState, event: JobEvent, after: JobState): readonly Update[] {
  if (before.ending !== undefined) return [];
  if (event.type === "log") return [event.log];
  if (event.type === "upload") return [Object.freeze({ type: "upload", ...event.progress })];
  const status = asUpdate(after.status);
  if (!hasNewOutput(before, after)) return [status];
  const output = Object.freeze({ type: "output", output: after.last, index: after.count - 1 } as const);
  return after.ending === undefined ? [status, output] : [output, status];
}

/** Whether the last output of `after` is another one than that of `before`, at its place or behind it. */
export function hasNewOutput(before: JobState, after: JobState): boolean {
  return after.count !== before.count || !Object.is(after.last, before.last);
}

/**
 * The last output. A generator's server repeats its last value, which is not counted twice; where it differs (Python takes `1` for `true`,
 * and says nothing of the change; protocol.md §4), the repetition is right.
 */
function succeeded(state: JobState, output: unknown, time: Date): JobState {
  const end = ended(state, "FINISHED", "succeeded", null, time);
  return state.count > 0 && sameJson(state.last, output) ? end : { ...end, count: Math.max(1, state.count), last: output };
}

function ended(state: JobState, code: StatusCode, ending: Ending, error: GradioError | null, time: Date): JobState {
  return { ...state, status: status(code, time, { success: ending === "succeeded", error }), ending };
}

function running(
  { status: { eta, progressData } }: JobState,
  code: StatusCode,
  time: Date,
  units: StatusUpdate["progressData"],
): StatusUpdate {
  return status(code, time, { eta, progressData: units ?? progressData });
}

function status(
  code: StatusCode,
  time: Date,
  { rank = null, queueSize = null, eta = null, success = null, progressData = null, error = null }: Partial<StatusUpdate> = {},
): StatusUpdate {
  return Object.freeze({ code, rank, queueSize, eta, success, time, progressData, error });
}

export function asUpdate(update: StatusUpdate): Update {
  return Object.freeze({ type: "status", ...update });
}

/** Whether two outputs are the same JSON; files by what the server says of them. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((element, index) => sameJson(element, b[index]));
  if (Array.isArray(b)) return false;
  if (hasToJson(a) && hasToJson(b)) return sameJson(a.toJSON(), b.toJSON());
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

function hasToJson(value: object): value is { toJSON(): unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}
