import type { Client, MapResult } from "@gradio-ts/client";
import { failureOf } from "../errors/failure.js";
import type { BatchCount } from "../screen/batch-text.js";
import type { Row, RowPlace } from "./row-reader.js";
import { Slots } from "./slots.js";

export interface BatchSpec {
  readonly client: Client;
  readonly endpoint: string | number;
  readonly rows: AsyncIterable<Row>;
  /** Keys of rows that need not run. */
  readonly done: ReadonlySet<string>;
  /** Rows whose result is not written, at most. */
  readonly concurrency: number;
  readonly resubmit: number | undefined;
  readonly oauthToken: string | undefined;
  readonly failFast: boolean;
  readonly signal: AbortSignal;
  readonly total: number | undefined;
  /** What is written for an output. @throws GradioError, then the row has failed. */
  readonly printed: (output: unknown) => Promise<unknown>;
  readonly write: (result: object) => Promise<void>;
}

type Callable = Extract<Row, { readonly inputs: unknown }>;

/** Calls for one row after another, a few at a time, and writes a line for each as it finishes. */
export class BatchRun {
  readonly #spec: BatchSpec;
  readonly #slots: Slots;
  /** Ends it before its time. */
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  readonly #finishing = new Set<Promise<void>>();
  #failure: { readonly error: unknown } | undefined;
  #skipped = 0;
  #finished = 0;
  #failed = 0;

  constructor(spec: BatchSpec) {
    this.#spec = spec;
    this.#slots = new Slots(spec.concurrency);
    this.#signal = AbortSignal.any([spec.signal, this.#stop.signal]);
  }

  get count(): BatchCount {
    const { total } = this.#spec;
    return { done: this.#skipped + this.#finished, finished: this.#finished, failed: this.#failed, total };
  }

  /** @throws what the rows throw, after the results of those before; what writing throws, at once. */
  async run(): Promise<void> {
    const { client, endpoint, concurrency, resubmit, oauthToken } = this.#spec;
    const options = { concurrency, resubmit, oauthToken, ordered: false, signal: this.#signal };
    const inputs = (row: Callable) => row.inputs;
    try {
      for await (const result of client.map(endpoint, this.#rows(), { ...options, inputs })) this.#finish(result);
    } catch (error) {
      if (!this.#stop.signal.aborted) throw error;
    } finally {
      await Promise.all(this.#finishing);
    }
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  /** Those to call with, as there is room for them. */
  async *#rows(): AsyncGenerator<Callable> {
    for await (const row of this.#spec.rows) {
      if (this.#spec.done.has(row.key)) {
        this.#skipped++;
        continue;
      }
      // `map` makes room when a result is taken; here it is made when that is written.
      await this.#slots.take();
      if ("inputs" in row) yield row;
      else await this.#write(row, rejected(row.error));
    }
  }

  /** Files are saved side by side. */
  #finish(result: MapResult<Callable, unknown>): void {
    const finishing = this.#outcome(result)
      .then((outcome) => this.#write(result.input, outcome))
      .finally(() => this.#finishing.delete(finishing));
    this.#finishing.add(finishing);
  }

  async #outcome(result: MapResult<Callable, unknown>): Promise<Outcome> {
    if (result.status === "rejected") return rejected(result.error);
    try {
      return { status: "fulfilled", output: await this.#spec.printed(result.output) };
    } catch (error) {
      return rejected(error);
    }
  }

  async #write({ index, key }: RowPlace, outcome: Outcome): Promise<void> {
    // What fails then fails because of that.
    if (this.#signal.aborted) return;
    try {
      await this.#spec.write({ index, key, ...outcome });
    } catch (error) {
      this.#failure ??= { error };
      this.#stop.abort();
      return;
    }
    this.#finished++;
    if (outcome.status === "rejected") this.#failed++;
    if (outcome.status === "rejected" && this.#spec.failFast) this.#stop.abort();
    this.#slots.giveBack();
  }
}

type Outcome = { readonly status: "fulfilled"; readonly output: unknown } | { readonly status: "rejected"; readonly error: object };

function rejected(error: unknown): Outcome {
  return { status: "rejected", error: failureOf(error).json };
}
