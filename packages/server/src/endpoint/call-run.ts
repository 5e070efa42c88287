import { AppError } from "@gradio-ts/client";
import type { FileDesk } from "../files/call-files.js";
import type { Context } from "./context.js";
import { readInputs, type Validated } from "./inputs.js";
import { writeOutputs } from "./outputs.js";
import type { Handler, ServedEndpoint } from "./served-endpoint.js";
import { soon } from "./soon.js";
import { unref } from "./unref.js";

/** How a run ended by itself. Seconds are those of its last step. */
export type Outcome =
  | { readonly type: "success"; readonly data: readonly unknown[]; readonly seconds: number }
  | { readonly type: "failure"; readonly error: unknown; readonly afterSteps: boolean };

/** Whom a run tells. */
export interface RunHooks {
  /** A generator gave a value. Its next step is asked for when this resolves. */
  step(data: readonly unknown[], seconds: number): void | Promise<void>;
  /** The run is over. Told once, and not after `stop()`. */
  end(outcome: Outcome): void;
  /** A generator failed while it was being closed: nobody waits for it any more. */
  closingFailed(error: unknown): void;
}

/** What a call brings. */
export interface CallInput {
  readonly endpoint: ServedEndpoint;
  readonly data: readonly unknown[];
  readonly validated: Validated;
  /** Who calls; `null` where nobody has to log in. */
  readonly username: string | null;
  /** Where its files are handed in and out. */
  readonly files: FileDesk;
}

/** The state of the call's session, as a run needs it. Both throw AppError where it cannot be had. */
export interface CallState {
  /** Before the handler begins. */
  load(): Promise<void>;
  /** Makes the state the call has now that of its session. */
  keep(): void | Promise<void>;
}

/** How long steps may follow each other before timers and sockets get their turn, in ms. */
const TURN_MS = 10;

/** One run of a handler: plain or generator, with its time limit. It ends once: by itself, by its time limit, or by `stop()`. */
export class CallRun {
  readonly #input: CallInput;
  readonly #hooks: RunHooks;
  readonly #handler: Handler;
  readonly #abort = new AbortController();
  #iterator: Iterator<unknown> | AsyncIterator<unknown> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ended = false;
  #steps = 0;

  /** @param handler If not the endpoint's: that of the call's part in a batch. */
  constructor(input: CallInput, hooks: RunHooks, handler = input.endpoint.handler) {
    this.#input = input;
    this.#hooks = hooks;
    this.#handler = handler;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get ended(): boolean {
    return this.#ended;
  }

  async start(context: Context<unknown>, state: CallState): Promise<void> {
    this.#limitTime(this.#input.endpoint.timeout);
    try {
      const { data, seconds } = await this.#run(context, state);
      this.#end({ type: "success", data, seconds });
    } catch (error) {
      this.#end({ type: "failure", error, afterSteps: this.#steps > 0 });
    }
  }

  /** Ends it from outside: its signal fires, a generator is closed after its current step, nothing more is heard of it. */
  stop(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#release(reason);
  }

  async #run(context: Context<unknown>, state: CallState): Promise<{ data: readonly unknown[]; seconds: number }> {
    const { endpoint, data, validated, files } = this.#input;
    const inputs = await readInputs(endpoint, data, validated, files);
    await state.load();
    // It may have been stopped while its files and its state were fetched.
    if (this.#ended) return { data: [], seconds: 0 };
    const started = performance.now();
    const returned = await this.#handler(inputs, context);
    const series = seriesOf(returned);
    if (series !== undefined) return this.#iterate(series, state);
    const outputs = await writeOutputs(endpoint, returned, files);
    if (!this.#ended) await state.keep();
    return { data: outputs, seconds: secondsSince(started) };
  }

  async #iterate(
    iterator: Iterator<unknown> | AsyncIterator<unknown>,
    state: CallState,
  ): Promise<{ data: readonly unknown[]; seconds: number }> {
    const { endpoint, files } = this.#input;
    this.#iterator = iterator;
    if (this.#ended) this.#close();
    let data: readonly unknown[] = endpoint.outputs.map(() => null);
    let turn = performance.now();
    while (!this.#ended) {
      const started = performance.now();
      const step = await iterator.next();
      if (this.#ended) break;
      if (!step.done) data = await writeOutputs(endpoint, step.value, files);
      if (this.#ended) break;
      await state.keep();
      if (this.#ended) break;
      if (step.done) return { data, seconds: secondsSince(started) };
      this.#steps++;
      await this.#hooks.step(data, secondsSince(started));
      if (performance.now() - turn > TURN_MS) {
        await soon();
        turn = performance.now();
      }
    }
    return { data, seconds: 0 };
  }

  #limitTime(timeout: number | undefined): void {
    if (timeout === undefined) return;
    this.#timer = setTimeout(() => {
      if (this.#ended) return;
      const error = new AppError(`The call took longer than ${timeout} ms.`);
      this.#end({ type: "failure", error, afterSteps: this.#steps > 0 });
      this.#release(error);
    }, timeout);
    unref(this.#timer);
  }

  #end(outcome: Outcome): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#close();
    this.#hooks.end(outcome);
  }

  #release(reason: unknown): void {
    clearTimeout(this.#timer);
    this.#abort.abort(reason);
    this.#close();
  }

  /** Lets a generator's `finally` run: at once if it rests at a `yield`, else when its current step is done. */
  #close(): void {
    const iterator = this.#iterator;
    if (iterator?.return === undefined) return;
    this.#iterator = undefined;
    try {
      Promise.resolve(iterator.return()).catch((error: unknown) => this.#hooks.closingFailed(error));
    } catch (error) {
      this.#hooks.closingFailed(error);
    }
  }
}

/** The steps of what a generator function, or any function that makes a series, returned. An array is a value, not a series. */
function seriesOf(returned: unknown): Iterator<unknown> | AsyncIterator<unknown> | undefined {
  if (typeof returned !== "object" || returned === null) return undefined;
  const { next, [Symbol.asyncIterator]: open } = returned as { next?: unknown; [Symbol.asyncIterator]?: () => AsyncIterator<unknown> };
  if (typeof open === "function") return open.call(returned);
  return typeof next === "function" && Symbol.iterator in returned ? (returned as unknown as Iterator<unknown>) : undefined;
}

function secondsSince(start: number): number {
  return (performance.now() - start) / 1000;
}
