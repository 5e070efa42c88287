import type { GradioError } from "../errors.js";
import type { ProgressUnit } from "../protocol/progress-unit.js";

/** Plain data, except `time` and `error`. */
export interface StatusUpdate {
  readonly code: StatusCode;
  /** Calls ahead in the queue, 0 = next. `null` outside the queue. */
  readonly rank: number | null;
  /** Calls waiting in the same queue, this one included. `null` outside the queue. */
  readonly queueSize: number | null;
  /** The server's estimate in seconds: in the queue until the result, afterwards of the run. Does not count down. `null`: the server has none yet (protocol.md §14). */
  readonly eta: number | null;
  /** `null` until the job has ended. */
  readonly success: boolean | null;
  /** When this status was set, by the clock of this machine. */
  readonly time: Date;
  /** The function's trackers, outermost first; kept until the job ends. `null` if it tracks nothing, and when it has ended. */
  readonly progressData: readonly ProgressUnit[] | null;
  /** What ended the job, if it did not succeed. */
  readonly error: GradioError | null;
}

/**
 * Python's codes, and when each is set. Order is not guaranteed between PROCESSING, PROGRESS and ITERATING; any may be missing.
 *
 * | code | set when |
 * |---|---|
 * | STARTING | submitted; files are read and uploaded |
 * | JOINING_QUEUE | the call is being sent |
 * | QUEUE_FULL | the server turned it away (ended) |
 * | IN_QUEUE | waiting; renewed with each estimate |
 * | SENDING_DATA | Gradio 3 and 4.0-4.8: the server asks for the data |
 * | PROCESSING | the function has started (also: an unqueued call was sent) |
 * | PROGRESS | a tracker moved |
 * | ITERATING | a generator yielded |
 * | FINISHED | ended; `success` says how |
 * | CANCELLED | ended by the caller |
 *
 * A log line is an update of its own, not a status (Python's LOG).
 */
export type StatusCode =
  | "STARTING"
  | "JOINING_QUEUE"
  | "QUEUE_FULL"
  | "IN_QUEUE"
  | "SENDING_DATA"
  | "PROCESSING"
  | "PROGRESS"
  | "ITERATING"
  | "FINISHED"
  | "CANCELLED";
