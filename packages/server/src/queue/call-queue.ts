import { AppError } from "@gradio-ts/client";
import type { CompletedMessage } from "@gradio-ts/wire";
import { Batch } from "../endpoint/batch.js";
import { CallRun, type Outcome, type RunHooks } from "../endpoint/call-run.js";
import { errorOutput } from "../endpoint/error-output.js";
import { ProgressReporter } from "../endpoint/progress.js";
import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Settings } from "../endpoint/settings.js";
import { soon } from "../endpoint/soon.js";
import { unref } from "../endpoint/unref.js";
import type { Session } from "../session/session.js";
import type { Sessions } from "../session/sessions.js";
import { StateCell } from "../session/state-cell.js";
import type { States } from "../session/states.js";
import { Call, type Submission } from "./call.js";
import { cancelled, failed, generating, logLine, stepOutput, succeeded } from "./call-messages.js";
import { newEventId } from "./event-id.js";
import { makeContext } from "./make-context.js";
import type { RunTimes } from "./run-times.js";
import { type Effect, Scheduler } from "./scheduler.js";

/** How long the place of a handler that goes on for nobody stays taken, in ms. */
const IGNORING_MS = 10_000;

/** What the queue works with. */
export interface QueueParts {
  readonly settings: Settings;
  readonly sessions: Sessions;
  readonly states: States;
  /** Mean times of single steps, which direct calls share. */
  readonly stepTimes: RunTimes;
}

/** Feeds the scheduler with time and with what ends, runs what it starts, and puts the messages of both into the sessions. */
export class CallQueue {
  readonly #scheduler = new Scheduler();
  readonly #parts: QueueParts;
  /** Calls that have not ended. */
  readonly #calls = new Map<string, Call>();
  #whenIdle: (() => void)[] = [];

  constructor(parts: QueueParts) {
    this.#parts = parts;
  }

  /** Calls that wait, in all queues. */
  get waiting(): number {
    return this.#scheduler.waiting;
  }

  register({ concurrencyId, concurrencyLimit }: ServedEndpoint): void {
    this.#scheduler.limit(concurrencyId, concurrencyLimit);
  }

  /** Queues a call. @returns its event id. */
  submit(submission: Submission, id = newEventId()): string {
    for (const deserted of this.#parts.sessions.sweep()) this.abandon(deserted, deserted.joined);
    const session = this.#parts.sessions.join(submission.sessionHash, id);
    this.#calls.set(id, new Call(id, submission, session));
    const { concurrencyId: group, id: fn, batch } = submission.endpoint;
    this.#apply(this.#scheduler.join({ id, group, fn, batch: batch?.maxSize }, now()));
    return id;
  }

  /** Ends one call, if it is of this session: the pair is the key to it. */
  cancel(sessionHash: string, id: string): void {
    const call = this.#calls.get(id);
    if (call?.submission.sessionHash !== sessionHash) return;
    call.run?.stop(new AppError("The call was cancelled."));
    this.#complete(call, cancelled(id));
  }

  /**
   * The client of a session dropped its stream: what waits never runs, what runs goes on unheard (protocol.md §3.7).
   * @param known How many events it knew of. One that joined since is not its loss: a client that closes a stream it is done with calls again at once.
   */
  abandon(session: Session, known: number): void {
    for (const [id, number] of [...session.undelivered]) if (number <= known) this.abandonCall(session, id);
    if (session.undelivered.size === 0) this.#parts.sessions.drop(session);
  }

  /**
   * The same for one event. Its place stays taken until the handler has ended, as nobody asked for more than its limit at once; but a handler
   * that ignores its signal may not hold it for ever.
   */
  abandonCall(session: Session, id: string): void {
    session.forget(id);
    const call = this.#calls.get(id);
    if (call === undefined) return;
    call.run?.stop(new AppError("The client has gone."));
    if (call.run === undefined) {
      this.#leave(call);
      return;
    }
    const timer = setTimeout(() => this.#leave(call), IGNORING_MS);
    unref(timer);
    void call.settled.then(() => {
      clearTimeout(timer);
      this.#leave(call);
    });
  }

  /** Ends what waits, or everything, for the reason given. */
  fail(which: "waiting" | "all", reason: AppError): void {
    for (const call of [...this.#calls.values()]) {
      if (which === "waiting" && call.run !== undefined) continue;
      call.run?.stop(reason);
      this.#complete(call, failed(call.id, errorOutput(reason, true), false));
    }
  }

  /** Resolves when no call is left. */
  idle(): Promise<void> {
    if (this.#calls.size === 0) return Promise.resolve();
    return new Promise((resolve) => this.#whenIdle.push(resolve));
  }

  #apply(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.type === "start") this.#startAll(effect.ids, effect.eta);
      else {
        const { id, rank, queueSize, eta } = effect;
        this.#calls.get(id)?.session.put({ msg: "estimation", event_id: id, rank, queue_size: queueSize, rank_eta: eta });
      }
    }
  }

  /** Starts one call, or several as a batch. */
  #startAll(ids: readonly string[], eta: number | null): void {
    const calls = ids.flatMap((id) => this.#calls.get(id) ?? []);
    const { endpoint } = (calls[0] as Call).submission;
    const batch = endpoint.batch && new Batch(`/${endpoint.name}`, endpoint.batch.handler, ids);
    for (const call of calls) this.#start(call, eta, batch);
  }

  #start(call: Call, eta: number | null, batch: Batch | undefined): void {
    call.session.put({ msg: "process_starts", event_id: call.id, eta });
    const { submission, id } = call;
    const started = now();
    const progress = new ProgressReporter((units) => call.session.put({ msg: "progress", event_id: id, progress_data: units }));
    const hooks: RunHooks = {
      step: (data, seconds) => this.#step(call, run, data, seconds),
      end: (outcome) => {
        progress.flush();
        batch?.leave(id);
        this.#finish(call, outcome, now() - started);
      },
      closingFailed: (error) => this.#report(submission.endpoint, error),
    };
    const run: CallRun = new CallRun(submission, hooks, batch?.handlerOf(id));
    call.run = run;
    run.signal.addEventListener("abort", () => {
      progress.stop();
      batch?.leave(id);
    });
    const state = this.#stateOf(call);
    const context = makeContext(contextOf(call, run, progress), state);
    // The join is answered before the handler begins.
    call.settled = soon()
      .then(() => (run.ended ? undefined : run.start(context, state)))
      .catch((error: unknown) => this.#crash(call, error));
  }

  /** An event that is its own session has no later call to leave anything to. */
  #stateOf({ id, submission }: Call): StateCell {
    const lasting = submission.sessionHash === id ? undefined : submission.sessionHash;
    return new StateCell(this.#parts.states, lasting, this.#parts.settings.state);
  }

  async #step(call: Call, run: CallRun, data: readonly unknown[], seconds: number): Promise<void> {
    const { id } = call.submission.endpoint;
    this.#parts.stepTimes.add(id, seconds);
    const average = this.#parts.stepTimes.average(id) ?? seconds;
    call.session.put(generating(call.id, stepOutput(call.steps.next(data), true, seconds, average)));
    const restart = await call.session.room(call.id, () => run.ended);
    if (restart) call.steps.restart();
  }

  #finish(call: Call, outcome: Outcome, took: number): void {
    if (outcome.type === "failure") {
      this.#fail(call, outcome.error, outcome.afterSteps);
      return;
    }
    const { endpoint } = call.submission;
    this.#parts.stepTimes.add(endpoint.id, outcome.seconds);
    const average = this.#parts.stepTimes.average(endpoint.id) ?? outcome.seconds;
    try {
      this.#complete(
        call,
        succeeded(call.id, stepOutput(outcome.data, endpoint.batch === undefined ? false : null, outcome.seconds, average)),
        took,
      );
    } catch (error) {
      // The value cannot be written as JSON: the handler's fault, found only now.
      this.#fail(call, error, false);
    }
  }

  #fail(call: Call, error: unknown, afterSteps: boolean): void {
    if (!(error instanceof AppError)) this.#report(call.submission.endpoint, error);
    this.#complete(call, failed(call.id, errorOutput(error, this.#parts.settings.showErrors), afterSteps));
  }

  /** Its end could not be told: what was thrown or given is nothing that can be written. */
  #crash(call: Call, error: unknown): void {
    this.#report(call.submission.endpoint, error);
    this.#complete(call, failed(call.id, { error: null }, false));
  }

  /** Its final message, then its place for the next. */
  #complete(call: Call, message: CompletedMessage, took?: number): void {
    if (call.ended) return;
    call.session.put(message);
    this.#leave(call, took);
  }

  #leave(call: Call, took?: number): void {
    if (call.ended) return;
    call.ended = true;
    this.#calls.delete(call.id);
    call.session.open.delete(call.id);
    this.#apply(this.#scheduler.end(call.id, now(), took));
    // A generator may be waiting for its reader.
    call.session.bell.ring();
    if (this.#calls.size > 0) return;
    for (const resolve of this.#whenIdle.splice(0)) resolve();
  }

  #report(endpoint: ServedEndpoint, error: unknown): void {
    this.#parts.settings.logger.error(`/${endpoint.name} failed`, { error });
  }
}

/** What a handler is told, and what it may tell until it has ended. */
function contextOf({ id, submission, session }: Call, run: CallRun, progress: ProgressReporter): Parameters<typeof makeContext>[0] {
  return {
    signal: run.signal,
    request: submission.request,
    username: submission.username,
    sessionHash: submission.sessionHash,
    eventId: id,
    progress: (update) => {
      if (!run.ended) progress.report(update);
    },
    log: (message, options = {}) => {
      if (!run.ended) session.put(logLine(id, String(message), options));
    },
  };
}

function now(): number {
  return performance.now() / 1000;
}
