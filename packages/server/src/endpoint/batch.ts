import type { Context } from "./context.js";

/** A handler that works on several calls at once. */
export type BatchHandler = (batch: readonly Readonly<Record<string, unknown>>[], context: { readonly signal: AbortSignal }) => unknown;

interface Part {
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly resolve: (output: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Several calls that are answered by one run of their handler, which begins when each has brought its inputs or ended before it could. */
export class Batch {
  readonly #endpoint: string;
  readonly #handler: BatchHandler;
  readonly #abort = new AbortController();
  /** By event id; `undefined`: still to come. */
  readonly #parts = new Map<string, Part | undefined>();
  #done = false;

  constructor(endpoint: string, handler: BatchHandler, ids: readonly string[]) {
    this.#endpoint = endpoint;
    this.#handler = handler;
    for (const id of ids) this.#parts.set(id, undefined);
  }

  /** The handler of one of its calls. */
  handlerOf(id: string): (inputs: Readonly<Record<string, unknown>>, context: Pick<Context, "signal">) => Promise<unknown> {
    return (inputs) =>
      new Promise((resolve, reject) => {
        this.#parts.set(id, { inputs, resolve, reject });
        this.#runWhenComplete();
      });
  }

  /** A call has ended, for whatever reason. The signal of the handler fires when nobody waits for it any more. */
  leave(id: string): void {
    const part = this.#parts.get(id);
    if (!this.#parts.delete(id) || this.#done) return;
    if (this.#parts.size === 0) this.#abort.abort(new Error("No call of the batch is left."));
    if (part === undefined) this.#runWhenComplete();
  }

  #runWhenComplete(): void {
    const parts = [...this.#parts.values()];
    if (parts.length > 0 && parts.every((part) => part !== undefined)) void this.#run(parts);
  }

  async #run(parts: readonly Part[]): Promise<void> {
    try {
      const batch = parts.map(({ inputs }) => inputs);
      const outputs = await runBatch(this.#endpoint, this.#handler, batch, this.#abort.signal);
      this.#done = true;
      for (const [index, part] of parts.entries()) part.resolve(outputs[index]);
    } catch (error) {
      this.#done = true;
      for (const part of parts) part.reject(error);
    }
  }
}

/** @returns one output per element. @throws TypeError where the handler gave something else */
export async function runBatch(
  endpoint: string,
  handler: BatchHandler,
  batch: readonly Readonly<Record<string, unknown>>[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const outputs = await handler(batch, { signal });
  if (Array.isArray(outputs) && outputs.length === batch.length) return outputs;
  const gave = Array.isArray(outputs) ? `${outputs.length}` : "no array";
  throw new TypeError(`${endpoint} got a batch of ${batch.length}: its handler must give an array of that many outputs, and gave ${gave}.`);
}
