import type { GradioError } from "../errors.js";
import type { StatusUpdate } from "./status.js";
import type { Update } from "./update.js";

/**
 * A submitted call. Made by {@link Client.submit}, which starts it at once.
 *
 * A job is not a promise: it would vanish in the first `await`. `await job.result()`.
 *
 * It ends exactly once, always: succeeded, failed or cancelled; the server's first final message counts (protocol.md §8). What holds then, for good:
 *
 * | ended as | `status().code` | `success` | `result()` | `for await (… of job)` | `outputs()` |
 * |---|---|---|---|---|---|
 * | succeeded | FINISHED | true | the last output | all outputs, ends | all |
 * | failed, timed out, connection lost | FINISHED (QUEUE_FULL if so) | false | rejects | outputs so far, then throws | those so far |
 * | `signal` aborted | CANCELLED | false | rejects | outputs so far, then throws `CancelledError` | those so far |
 * | `cancel()`, `close()` | CANCELLED | false | rejects with `CancelledError` | outputs so far, ends quietly | those so far |
 *
 * The last two rows differ as the web does: a consumer that cancels gets a quiet end, an aborted signal an error.
 * A failed job that nobody asks raises no unhandled rejection.
 */
export interface Job<Output = unknown> extends AsyncIterable<Output> {
  /** The server's id of the call, once it has one (never for Gradio 3 and unqueued endpoints). Another one after a `resubmit`. For logs. */
  readonly eventId: string | undefined;
  /** The session it runs in. */
  readonly sessionHash: string;

  /** The latest status. The same frozen object until the next change. */
  status(): StatusUpdate;

  /**
   * The final output; of a generator the last value, as in Python. An endpoint with
   * several outputs gives an array, with none `[]`. A successful job's result is the last element of `outputs()`.
   * @param options.timeout Stop waiting: rejects with `TimeoutError`, and the job goes on, as in Python.
   * @throws what ended the job: {@link GradioError}.
   */
  result(options?: { readonly timeout?: number | undefined }): Promise<Output>;

  /**
   * All outputs so far. Plain endpoint: `[]` until it has finished, then its one result. Generator: each value it yielded, intact
   * (never a diff); the server's closing repetition of the last one is not counted twice (protocol.md §3.1). Frozen; the same array until an output is added, then a new one that shares its elements.
   */
  outputs(): readonly Output[];

  /** Has ended, in whatever way. */
  done(): boolean;
  /** The app is at it: PROCESSING, PROGRESS or ITERATING. */
  running(): boolean;
  /** Ended by `cancel()`, `close()` or `signal`. */
  cancelled(): boolean;
  /** Resolves when the job has ended: with the error that `result()` rejects with, or `undefined`. Never rejects. */
  exception(): Promise<GradioError | undefined>;

  /**
   * End this job. Its status is CANCELLED when this call returns, whatever the server says later. At the server a queued call never starts,
   * a generator ends after its current step, an async function is interrupted; a plain function or a batch runs on, unheard.
   * @returns `true` if the job is cancelled (now or before) and will give no result; `false` if it had already succeeded or failed.
   *   Resolves once the server has answered, or could not be told (told to `logger`; never rejects).
   * The server is told only if no other job of the same endpoint and session would die with this one: its `/cancel` takes them all (protocol.md §8).
   * Otherwise all work runs on there, unheard. Jobs in sessions of their own ({@link Client.session}) can always be stopped.
   */
  cancel(): Promise<boolean>;

  /**
   * Call back when the job has ended, in order of registration; soon (never synchronously) if it has already. An error thrown by any
   * callback, `onUpdate` and `onResult` included, reaches neither the job nor other callbacks: it surfaces as an uncaught error.
   */
  addDoneCallback(callback: (job: Job<Output>) => void): void;

  /**
   * Everything that happens: starts with the current status, ends after the final one, never throws (a failure is the final status's
   * `error`). Each call gives an independent reader. A slow reader sees the newest of several unread statuses; outputs and logs are never skipped.
   * A reader made late gets the current status and what follows; earlier outputs are in `outputs()`.
   */
  updates(): AsyncIterableIterator<Update<Output>>;

  /** Every output from the first, for each iterator anew, however late. Leaving the loop detaches the iterator; the job goes on (`signal`, `cancel()` and `await using` end it). */
  [Symbol.asyncIterator](): AsyncIterator<Output>;
  /** `cancel()` if it has not ended. */
  [Symbol.asyncDispose](): Promise<void>;
}
