import { AppError } from "@gradio-ts/client";
import type { ErrorOutput, StepOutput } from "@gradio-ts/wire";
import { type CallInput, CallRun } from "../endpoint/call-run.js";
import { errorOutput } from "../endpoint/error-output.js";
import { makeContext } from "../endpoint/make-context.js";
import { newEventId } from "../event-id.js";
import { StateCell } from "../session/state-cell.js";
import { stepOutput } from "./call-messages.js";
import type { QueueParts } from "./call-queue.js";

/** What a direct call gave. */
export type DirectResult = { readonly ok: true; readonly output: StepOutput } | { readonly ok: false; readonly output: ErrorOutput };

/** Calls answered in the request itself: no queue, no place in a group, no progress, no logs (protocol.md §5). */
export class DirectCalls {
  readonly #parts: QueueParts;
  readonly #running = new Map<CallRun, (result: DirectResult) => void>();
  #whenIdle: (() => void)[] = [];

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Runs a call; of a generator the first value only. It stops when the request is given up. */
  run(input: CallInput, request: Request, sessionHash: string | undefined): Promise<DirectResult> {
    return new Promise((resolve) => {
      const finish = (data: readonly unknown[], generating: boolean, seconds: number) => {
        this.#parts.stepTimes.add(input.endpoint.id, seconds);
        const average = this.#parts.stepTimes.average(input.endpoint.id) ?? seconds;
        this.#settle(run, { ok: true, output: stepOutput(data, generating, seconds, average) });
      };
      const run: CallRun = new CallRun(input, {
        step: (data, seconds) => {
          finish(data, true, seconds);
          run.stop(new AppError("A direct call takes the first value only."));
        },
        end: (outcome) => {
          if (outcome.type === "success") finish(outcome.data, false, outcome.seconds);
          else this.#settle(run, { ok: false, output: this.#errorOutput(input, outcome.error) });
        },
        closingFailed: (error) => this.#report(input, error),
      });
      this.#running.set(run, resolve);
      const eventId = newEventId();
      const state = new StateCell(this.#parts.states, sessionHash, this.#parts.settings.state);
      const call = { signal: run.signal, request, sessionHash: sessionHash ?? eventId, eventId, progress() {}, log() {} };
      request.signal.addEventListener("abort", () => this.#give(run, new AppError("The client has gone.")), { once: true });
      void run.start(makeContext(call, state), () => state.keep());
    });
  }

  /** Ends everything that runs. */
  fail(reason: AppError): void {
    for (const run of [...this.#running.keys()]) this.#give(run, reason);
  }

  /** Resolves when no call is left. */
  idle(): Promise<void> {
    if (this.#running.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #give(run: CallRun, reason: AppError): void {
    run.stop(reason);
    this.#settle(run, { ok: false, output: errorOutput(reason, true) });
  }

  #settle(run: CallRun, result: DirectResult): void {
    this.#running.get(run)?.(result);
    this.#running.delete(run);
    if (this.#running.size > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #errorOutput(input: CallInput, error: unknown): ErrorOutput {
    if (!(error instanceof AppError)) this.#report(input, error);
    return errorOutput(error, this.#parts.settings.showErrors);
  }

  #report({ endpoint }: CallInput, error: unknown): void {
    this.#parts.settings.logger.error(`/${endpoint.name} failed`, { error });
  }
}
