import { type GradioError, InvalidArgumentError, TimeoutError } from "../errors.js";
import { startTimer } from "../http/delay.js";
import { GrowingIterator } from "./growing-iterator.js";
import type { Job } from "./job.js";
import { advance, asUpdate, hasNewOutput, type JobEvent, type JobState, startState, updatesOf } from "./job-state.js";
import { OutputList } from "./output-list.js";
import type { StatusCode, StatusUpdate } from "./status.js";
import { UnreadUpdates } from "./unread-updates.js";
import type { Update } from "./update.js";

export interface JobHandleOptions {
  readonly sessionHash: string;
  /** Ends the job here and, if it can, at the server. */
  readonly cancel: () => Promise<void>;
  readonly onUpdate?: ((update: Update) => void) | undefined;
}

const RUNNING: readonly StatusCode[] = ["PROCESSING", "PROGRESS", "ITERATING"];

/** A job as its owner sees it. Events come in through {@link JobHandle.dispatch}; what they mean is decided in `job-state.ts`. */
export class JobHandle implements Job {
  sessionHash: string;
  eventId: string | undefined;
  /** Resolves when the server has been told of the end, if it is told. */
  ending: Promise<void> = Promise.resolve();
  readonly #options: JobHandleOptions;
  #state: JobState = startState(new Date());
  readonly #outputs = new OutputList();
  #snapshot: readonly unknown[] | undefined;
  readonly #iterators = new Set<GrowingIterator<unknown>>();
  readonly #readers = new Set<{ readonly unread: UnreadUpdates; readonly iterator: GrowingIterator<Update> }>();
  readonly #atEnd = new Set<() => void>();

  constructor(options: JobHandleOptions) {
    this.sessionHash = options.sessionHash;
    this.#options = options;
    const { onUpdate } = options;
    if (onUpdate !== undefined) {
      const first = asUpdate(this.#state.status);
      queueMicrotask(() => onUpdate(first));
    }
  }

  /** Something happened. Ignored once the job has ended. */
  dispatch(event: JobEvent): void {
    const before = this.#state;
    const state = advance(before, event, new Date());
    this.#state = state;
    if (hasNewOutput(before, state)) {
      if (state.count === before.count) this.#outputs.replaceLast(state.last);
      else this.#outputs.push(state.last, event.type === "output" && event.grown === true);
      this.#snapshot = undefined;
    }
    if (this.#options.onUpdate !== undefined || this.#readers.size > 0) this.#tell(updatesOf(before, event, state));
    for (const iterator of this.#iterators) iterator.wake();
    if (before.ending !== undefined || state.ending === undefined) return;
    for (const callback of this.#atEnd) callback();
    this.#atEnd.clear();
  }

  status(): StatusUpdate {
    return this.#state.status;
  }

  outputs(): readonly unknown[] {
    this.#snapshot ??= Object.freeze(this.#outputs.toArray());
    return this.#snapshot;
  }

  done(): boolean {
    return this.#state.ending !== undefined;
  }

  running(): boolean {
    return RUNNING.includes(this.#state.status.code);
  }

  cancelled(): boolean {
    return this.#state.status.code === "CANCELLED";
  }

  async result(options: { readonly timeout?: number | undefined } = {}): Promise<unknown> {
    const timeout = checkedTimeout(options);
    if (!(await this.#ended(timeout))) {
      throw new TimeoutError(`No result within ${timeout} ms; the job goes on.`, "result", { eventId: this.eventId });
    }
    if (this.#state.ending !== "succeeded") throw this.#state.status.error;
    return this.#state.last;
  }

  async exception(): Promise<GradioError | undefined> {
    await this.#ended();
    return this.#state.status.error ?? undefined;
  }

  async cancel(): Promise<boolean> {
    await (this.done() ? this.ending : this.#options.cancel());
    return this.cancelled();
  }

  addDoneCallback(callback: (job: Job) => void): void {
    if (typeof callback !== "function") throw new InvalidArgumentError("addDoneCallback() takes a function.", "callback");
    const call = () => queueMicrotask(() => callback(this));
    if (this.done()) call();
    else this.#atEnd.add(call);
  }

  updates(): AsyncIterableIterator<Update> {
    const unread = new UnreadUpdates(asUpdate(this.#state.status), this.#outputs);
    const take = (): IteratorResult<Update, undefined> | undefined => {
      const value = unread.take();
      if (value !== undefined) return { done: false, value };
      return this.done() ? { done: true, value: undefined } : undefined;
    };
    const iterator = new GrowingIterator(take, () => this.#readers.delete(reader));
    const reader = { unread, iterator };
    this.#readers.add(reader);
    return iterator;
  }

  [Symbol.asyncIterator](): AsyncIterator<unknown> {
    let next = 0;
    const take = (): IteratorResult<unknown, undefined> | undefined => {
      if (next < this.#outputs.length) return { done: false, value: this.#outputs.at(next++) };
      const { ending, status } = this.#state;
      if (ending === "failed" || ending === "aborted") throw status.error;
      return ending === undefined ? undefined : { done: true, value: undefined };
    };
    const iterator = new GrowingIterator(take, (ended) => this.#iterators.delete(ended));
    this.#iterators.add(iterator);
    return iterator;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.done()) await this.cancel();
  }

  #tell(updates: readonly Update[]): void {
    const { onUpdate } = this.#options;
    for (const update of updates) {
      // A callback's error is its own: it surfaces as an uncaught one, and touches neither the job nor other callbacks.
      if (onUpdate !== undefined) queueMicrotask(() => onUpdate(update));
      for (const { unread } of this.#readers) unread.push(update);
    }
    for (const { iterator } of this.#readers) iterator.wake();
  }

  /** `false` if `timeout` ran out first. */
  #ended(timeout: number = Number.POSITIVE_INFINITY): Promise<boolean> {
    if (this.done()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = () => {
        stopTimer();
        resolve(true);
      };
      const stopTimer = startTimer(() => {
        this.#atEnd.delete(end);
        resolve(false);
      }, timeout);
      this.#atEnd.add(end);
    });
  }
}

function checkedTimeout(options: { readonly timeout?: number | undefined }): number | undefined {
  if (typeof options !== "object" || options === null)
    throw new InvalidArgumentError("result() takes its options as an object: { timeout }.", "options");
  const { timeout, ...unknown } = options;
  const [name] = Object.keys(unknown);
  if (name !== undefined) throw new InvalidArgumentError(`result() has no option ${JSON.stringify(name)}; it has "timeout".`, name);
  if (timeout === undefined) return undefined;
  if (typeof timeout === "number" && timeout >= 0) return timeout;
  throw new InvalidArgumentError("timeout must be milliseconds, 0 or more.", "timeout");
}
