import { type CancelledError, type GradioError, QueueFullError } from "../errors.js";
import type { LogUpdate } from "../protocol/log-update.js";
import type { ProgressUnit } from "../protocol/progress-unit.js";
import type { StatusCode, StatusUpdate } from "./status.js";
import type { Update, UploadProgress } from "./update.js";

/** Something that happens to a job, from the server or from the caller. The first ending counts, for good. */
export type JobEvent =
  | { readonly type: "joining" }
  | { readonly type: "queued"; readonly rank: number | null; readonly queueSize: number | null; readonly eta: number | null }
  | { readonly type: "sending" }
  | { readonly type: "started"; readonly eta: number | null }
  | { readonly type: "progress"; readonly units: readonly ProgressUnit[] }
  | { readonly type: "log"; readonly log: LogUpdate }
  | { readonly type: "upload"; readonly progress: UploadProgress }
  | { readonly type: "output"; readonly output: unknown }
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

export interface Step {
  readonly state: JobState;
  /** What to tell, in order. An output whose index is taken replaces what stood there. */
  readonly updates: readonly Update[];
}

export function startState(time: Date): JobState {
  return { status: status({ code: "STARTING", time }), count: 0, last: undefined, ending: undefined };
}

/** What an event makes of a job. Pure: `time` is when it happened. */
export function advance(state: JobState, event: JobEvent, time: Date): Step {
  if (state.ending !== undefined) return { state, updates: [] };
  switch (event.type) {
    case "joining":
      return moved(state, status({ code: "JOINING_QUEUE", time }));
    case "queued":
      return moved(state, status({ code: "IN_QUEUE", time, rank: event.rank, queueSize: event.queueSize, eta: event.eta }));
    case "sending":
      return moved(state, status({ code: "SENDING_DATA", time }));
    case "started":
      return moved(state, status({ code: "PROCESSING", time, eta: event.eta }));
    case "progress":
      return moved(state, running(state, "PROGRESS", time, Object.freeze([...event.units])));
    case "output":
      return given(moved(state, running(state, "ITERATING", time, state.status.progressData)), state.count, event.output);
    case "log":
      return { state, updates: [event.log] };
    case "upload":
      return { state, updates: [Object.freeze({ type: "upload", ...event.progress })] };
    case "succeeded":
      return succeeded(state, event.output, time);
    case "failed":
      return ended(state, event.error instanceof QueueFullError ? "QUEUE_FULL" : "FINISHED", "failed", event.error, time);
    case "cancelled":
      return ended(state, "CANCELLED", event.quietly ? "cancelled" : "aborted", event.error, time);
  }
}

/**
 * The last output. A generator's server repeats its last value, which is not counted twice; where it differs (Python takes `1` for `true`,
 * and says nothing of the change; protocol.md §4), the repetition is right.
 */
function succeeded(state: JobState, output: unknown, time: Date): Step {
  const end = ended(state, "FINISHED", "succeeded", null, time);
  if (state.count > 0 && sameJson(state.last, output)) return end;
  const step = given({ state, updates: [] }, Math.max(0, state.count - 1), output);
  return { state: { ...end.state, count: step.state.count, last: output }, updates: [...step.updates, ...end.updates] };
}

function moved(state: JobState, next: StatusUpdate): Step {
  return { state: { ...state, status: next }, updates: [asUpdate(next)] };
}

function given({ state, updates }: Step, index: number, output: unknown): Step {
  const update = Object.freeze({ type: "output", output, index } as const);
  return { state: { ...state, count: index + 1, last: output }, updates: [...updates, update] };
}

function ended(state: JobState, code: StatusCode, ending: Ending, error: GradioError | null, time: Date): Step {
  const step = moved(state, status({ code, time, success: ending === "succeeded", error }));
  return { ...step, state: { ...step.state, ending } };
}

function running(
  { status: { eta, progressData } }: JobState,
  code: StatusCode,
  time: Date,
  units: StatusUpdate["progressData"],
): StatusUpdate {
  return status({ code, time, eta, progressData: units ?? progressData });
}

function status(fields: Partial<StatusUpdate> & Pick<StatusUpdate, "code" | "time">): StatusUpdate {
  return Object.freeze({ rank: null, queueSize: null, eta: null, success: null, progressData: null, error: null, ...fields });
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
