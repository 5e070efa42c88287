import { AppError } from "@gradio-ts/client";
import { type CallInput, CallRun } from "../endpoint/call-run.js";
import { errorOutput } from "../endpoint/error-output.js";
import { StateCell } from "../session/state-cell.js";
import { stepOutput } from "./call-messages.js";
import type { QueueParts } from "./call-queue.js";
import { newEventId } from "./event-id.js";
import { makeContext } from "./make-context.js";

/** What a direct call gave, as JSON. */
export interface DirectResult {
  readonly ok: boolean;
  readonly json: string;
}

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
      const run: CallRun = new CallRun(input, {
        step: (data, seconds) => {
          this.#succeed(run, input, data, true, seconds);
          run.stop(new AppError("A direct call takes the first value only."));
        },
        end: (outcome) => {
          if (outcome.type === "success")
            this.#succeed(run, input, outcome.data, input.endpoint.batch === undefined ? false : null, outcome.seconds);
          else this.#fail(run, input, outcome.error);
        },
        closingFailed: (error) => this.#report(input, error),
      });
      this.#running.set(run, resolve);
      const eventId = newEventId();
      const state = new StateCell(this.#parts.states, sessionHash, this.#parts.settings.state);
      const { username } = input;
      const call = { signal: run.signal, request, username, sessionHash: sessionHash ?? eventId, eventId, progress() {}, log() {} };
      request.signal.addEventListener("abort", () => this.#give(run, new AppError("The client has gone.")), { once: true });
      run.start(makeContext(call, state), state).catch((error: unknown) => {
        this.#report(input, error);
        this.#settle(run, { ok: false, json: '{"error":null}' });
      });
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

  #succeed(run: CallRun, input: CallInput, data: readonly unknown[], generating: boolean | null, seconds: number): void {
    this.#parts.stepTimes.add(input.endpoint.id, seconds);
    const average = this.#parts.stepTimes.average(input.endpoint.id) ?? seconds;
    let json: string;
    try {
      json = JSON.stringify(stepOutput(data, generating, seconds, average));
    } catch (error) {
      // The value cannot be written as JSON: the handler's fault, found only now.
      this.#fail(run, input, error);
      return;
    }
    this.#settle(run, { ok: true, json });
  }

  #fail(run: CallRun, input: CallInput, error: unknown): void {
    if (!(error instanceof AppError)) this.#report(input, error);
    this.#settle(run, { ok: false, json: JSON.stringify(errorOutput(error, this.#parts.settings.showErrors)) });
  }

  #give(run: CallRun, reason: AppError): void {
    run.stop(reason);
    this.#settle(run, { ok: false, json: JSON.stringify(errorOutput(reason, true)) });
  }

  #settle(run: CallRun, result: DirectResult): void {
    this.#running.get(run)?.(result);
    this.#running.delete(run);
    if (this.#running.size > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #report({ endpoint }: CallInput, error: unknown): void {
    this.#parts.settings.logger.error(`/${endpoint.name} failed`, { error });
  }
}
