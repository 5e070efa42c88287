import { GradioError } from "../errors.js";
import { asCancelled } from "../http/as-cancelled.js";
import { onAbort } from "../http/on-abort.js";
import { GrowingIterator } from "./growing-iterator.js";
import type { Job } from "./job.js";

/** The outcome of one element of {@link Client.map}; named after `Promise.allSettled`. */
export type MapResult<Inputs, Output> =
  | { readonly status: "fulfilled"; readonly index: number; readonly input: Inputs; readonly output: Output }
  | { readonly status: "rejected"; readonly index: number; readonly input: Inputs; readonly error: GradioError };

export interface MapSpec {
  readonly rows: Iterable<unknown> | AsyncIterable<unknown>;
  /** Rows read whose results are not taken, at most. */
  readonly concurrency: number;
  readonly ordered: boolean;
  /** What to call with for a row. */
  readonly inputs: (row: unknown, index: number) => unknown;
  /** Calls. @throws GradioError if the inputs do not fit. */
  readonly call: (inputs: unknown) => Job;
  /** Each of them ends it. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** No more calls come. */
  readonly end: () => void;
}

type Result = MapResult<unknown, unknown>;

/** Calls once per row, a few at a time. Begins with the first result that is asked for. */
export function mapRows(spec: MapSpec): AsyncIterableIterator<Result> {
  return new RowMap(spec);
}

class RowMap implements AsyncIterableIterator<Result> {
  readonly #spec: MapSpec;
  readonly #results: GrowingIterator<Result>;
  #rows: Iterator<unknown> | AsyncIterator<unknown> | undefined;
  /** All rows have come. */
  #exhausted = false;
  #reading = false;
  #read = 0;
  #taken = 0;
  readonly #running = new Set<Job>();
  /** By index, in the order they came. */
  readonly #unread = new Map<number, Result>();
  /** What `rows` or `inputs` has thrown. */
  #failure: { readonly error: unknown } | undefined;
  #aborted: GradioError | undefined;
  /** Those not listened to yet. */
  readonly #signals: (AbortSignal | undefined)[];
  readonly #forget: (() => void)[] = [];
  #ended: Promise<void> | undefined;

  constructor(spec: MapSpec) {
    this.#spec = spec;
    this.#signals = [...spec.signals];
    this.#results = new GrowingIterator(
      () => this.#take(),
      () => void this.#end(),
    );
  }

  next(): Promise<IteratorResult<Result, undefined>> {
    this.#listen(this.#signals.splice(0));
    void this.#fill();
    return this.#results.next();
  }

  /** Ends what runs, also at the server. @throws what the end of `rows` throws. */
  async return(): Promise<IteratorResult<Result, undefined>> {
    const result = await this.#results.return();
    await this.#end();
    return result;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #listen(signals: readonly (AbortSignal | undefined)[]): void {
    for (const signal of signals) {
      if (this.#ended === undefined) this.#forget.push(onAbort(signal, () => this.#abort(asCancelled(signal?.reason))));
    }
  }

  #take(): IteratorResult<Result, undefined> | undefined {
    if (this.#aborted !== undefined) throw this.#aborted;
    const [first] = this.#spec.ordered ? [this.#taken] : this.#unread.keys();
    const value = first === undefined ? undefined : this.#unread.get(first);
    if (first !== undefined && value !== undefined) {
      this.#unread.delete(first);
      this.#taken++;
      void this.#fill();
      return { done: false, value };
    }
    if (this.#taken < this.#read || !(this.#exhausted || this.#failure !== undefined)) return undefined;
    if (this.#failure !== undefined) throw this.#failure.error;
    return { done: true, value: undefined };
  }

  /** Reads rows, one after another, for as long as there is room. */
  async #fill(): Promise<void> {
    // Nothing is told before a row has been waited for: this runs while results are taken.
    if (this.#reading || !this.#wantsRow()) return;
    this.#reading = true;
    try {
      while (this.#wantsRow()) {
        const { done, value } = await this.#nextRow();
        if (done === true) this.#exhausted = true;
        else if (this.#ended === undefined) this.#begin(value);
      }
    } catch (error) {
      this.#failure ??= { error };
    } finally {
      this.#reading = false;
      this.#results.wake();
    }
  }

  #wantsRow(): boolean {
    const over = this.#exhausted || this.#failure !== undefined || this.#ended !== undefined;
    return !over && this.#read - this.#taken < this.#spec.concurrency;
  }

  async #nextRow(): Promise<IteratorResult<unknown>> {
    try {
      this.#rows ??= iterate(this.#spec.rows);
      return await this.#rows.next();
    } catch (error) {
      this.#exhausted = true;
      this.#failure = { error };
      throw error;
    }
  }

  #begin(input: unknown): void {
    const index = this.#read;
    const inputs = this.#spec.inputs(input, index);
    // It may be what ended this.
    if (this.#ended !== undefined) return;
    const job = this.#call(inputs);
    this.#read++;
    const fail = (error: GradioError) => this.#settle({ status: "rejected", index, input, error });
    if (job instanceof GradioError) {
      fail(job);
      return;
    }
    this.#running.add(job);
    job
      .result()
      .then((output) => this.#settle({ status: "fulfilled", index, input, output }), fail)
      .finally(() => this.#running.delete(job));
  }

  /** The job, or why there is none. */
  #call(inputs: unknown): Job | GradioError {
    try {
      return this.#spec.call(inputs);
    } catch (error) {
      if (error instanceof GradioError) return error;
      throw error;
    }
  }

  #settle(result: Result): void {
    this.#unread.set(result.index, Object.freeze(result));
    this.#results.wake();
  }

  #abort(reason: GradioError): void {
    this.#aborted = reason;
    this.#results.wake();
    void this.#end();
  }

  /** The one way it ends. */
  #end(): Promise<void> {
    if (this.#ended === undefined) {
      this.#ended = this.#cleanUp();
      // Told by `return()`, if that is how it ends.
      this.#ended.catch(() => {});
    }
    return this.#ended;
  }

  async #cleanUp(): Promise<void> {
    for (const forget of this.#forget) forget();
    this.#spec.end();
    const [closed] = await Promise.allSettled([this.#closeRows(), ...[...this.#running].map((job) => job.cancel())]);
    if (closed.status === "rejected") throw closed.reason;
  }

  async #closeRows(): Promise<void> {
    if (this.#exhausted) return;
    this.#exhausted = true;
    const closing = this.#rows?.return?.();
    // What is busy with its next row closes after that, which may never come.
    if (this.#reading) Promise.resolve(closing).catch(() => {});
    else await closing;
  }
}

function iterate(rows: Iterable<unknown> | AsyncIterable<unknown>): Iterator<unknown> | AsyncIterator<unknown> {
  return typeof rows === "object" && Symbol.asyncIterator in rows ? rows[Symbol.asyncIterator]() : rows[Symbol.iterator]();
}
