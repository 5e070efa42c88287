import type { App, Endpoint } from "../app/app.js";
import { OutputReader } from "../endpoint/read-outputs.js";
import { CancelledError, GradioError, ProtocolError, retryAfterOf, TimeoutError } from "../errors.js";
import type { UploadProgress } from "../files/file-types.js";
import { AppFile } from "../files/output-file.js";
import { refusedUrl } from "../files/refused-url.js";
import { atMost, delay, startTimer } from "../http/delay.js";
import type { HeaderChanges } from "../http/headers.js";
import { onAbort } from "../http/on-abort.js";
import type { Http } from "../http/request.js";
import { retryDelay } from "../http/retry.js";
import type { Call, CallMessage, Protocol, StartedCall } from "../protocol/call.js";
import { CANCEL_TIMEOUT } from "../protocol/tell-cancel.js";
import type { Session } from "../session/session.js";
import { JobHandle } from "./job-handle.js";
import type { JobEvent } from "./job-state.js";
import type { Update } from "./update.js";
import { uploadInputs } from "./upload-inputs.js";

/** A call, checked and ready to go. */
export interface JobSpec {
  readonly http: Http;
  readonly app: App;
  readonly session: Session;
  readonly protocol: Protocol;
  readonly endpoint: Endpoint;
  /** The wire's `data`; files in it not yet uploaded. */
  readonly data: readonly unknown[];
  readonly headers: HeaderChanges;
  readonly oauthToken: string | undefined;
  readonly eventData: unknown;
  readonly signal: AbortSignal | undefined;
  readonly timeout: number | undefined;
  readonly resubmit: number;
  readonly onUpdate: ((update: Update) => void) | undefined;
}

type EndEvent = Extract<JobEvent, { readonly type: "succeeded" | "failed" | "cancelled" }>;

/** Starts a job: uploads, sends, hears, sends again where that was allowed, and ends it, once. */
export function runJob(spec: JobSpec): JobHandle {
  const run = new JobRun(spec);
  // The caller gets the job before anything happens to it.
  queueMicrotask(() => run.begin());
  return run.job;
}

class JobRun {
  readonly job: JobHandle;
  readonly #spec: JobSpec;
  readonly #leave: () => void;
  readonly #sessionCall: { readonly fnIndex: number };
  /** Aborts what goes on before the call is with the server: uploads, pauses. */
  #stop: AbortController | undefined;
  #prepared: readonly unknown[] | undefined;
  #started: StartedCall | undefined;
  #resubmits = 0;
  #stopTimer = (): void => {};
  #forgetSignal = (): void => {};

  constructor(spec: JobSpec) {
    this.#spec = spec;
    const { session, endpoint, onUpdate } = spec;
    this.#sessionCall = { fnIndex: endpoint.fnIndex };
    this.#leave = session.enter(this.#sessionCall);
    const cancel = () =>
      this.#end(
        { type: "cancelled", error: new CancelledError("The job was cancelled.", { eventId: this.job.eventId }), quietly: true },
        true,
      );
    this.job = new JobHandle({ sessionHash: session.hash, cancel, onUpdate });
  }

  begin(): void {
    if (this.job.done()) return;
    const { signal, timeout } = this.#spec;
    this.#forgetSignal = onAbort(signal, this.#aborted);
    if (this.job.done()) return;
    this.#stopTimer = startTimer(this.#expired, timeout ?? Number.POSITIVE_INFINITY);
    this.#attempt().catch((error: unknown) => this.#failed(error));
  }

  readonly #aborted = (): void => {
    const cause = this.#spec.signal?.reason as unknown;
    const error = new CancelledError("The job was cancelled by the caller's signal.", { cause, eventId: this.job.eventId });
    void this.#end({ type: "cancelled", error, quietly: false }, true);
  };

  readonly #expired = (): void => {
    const error = new TimeoutError(`The call took longer than ${this.#spec.timeout} ms.`, "call", { eventId: this.job.eventId });
    void this.#end({ type: "failed", error }, true);
  };

  async #attempt(): Promise<void> {
    const { http, app, session, protocol, endpoint, headers, oauthToken, eventData } = this.#spec;
    this.#prepared ??= await this.#uploaded();
    await session.heldBack(this.#sessionCall);
    if (this.job.done()) return;
    this.job.dispatch({ type: "joining" });
    const outputs = new OutputReader(endpoint, (file) => new AppFile(http, app.prefix, file));
    const call: Call = { endpoint, data: this.#prepared, headers, oauthToken, eventData };
    this.#started = protocol.start(call, session, (message) => this.#heard(message, outputs));
  }

  async #uploaded(): Promise<readonly unknown[]> {
    const { http, app, endpoint, data, headers } = this.#spec;
    const onProgress = (progress: UploadProgress) => this.job.dispatch({ type: "upload", progress });
    return uploadInputs(http, app, endpoint, data, { headers, signal: this.#stopSignal(), onProgress });
  }

  #heard(message: CallMessage, outputs: OutputReader): void {
    if (this.job.done()) return;
    try {
      switch (message.type) {
        case "accepted":
          this.job.eventId = message.eventId;
          this.job.sessionHash = message.sessionHash ?? this.job.sessionHash;
          break;
        case "output":
          this.job.dispatch({ type: "output", output: outputs.read(message.data), grown: message.grown });
          break;
        case "succeeded":
          void this.#end({ type: "succeeded", output: outputs.read(message.data) }, false);
          break;
        case "failed":
          this.#failed(message.error);
          break;
        default:
          this.job.dispatch(message);
      }
    } catch (error) {
      // What cannot be read ends the job, not its siblings on the stream.
      this.#failed(error);
    }
  }

  #failed(failure: unknown): void {
    if (this.job.done()) return;
    const error = refusedUrl(failure, this.#spec.data) ?? asGradioError(failure);
    const retryAfter = retryAfterOf(error);
    // As for requests: better the error now than a wait the caller did not bargain for.
    const mayRepeat = error.retryable && this.#resubmits < this.#spec.resubmit && (retryAfter ?? 0) <= this.#spec.http.requestTimeout;
    if (!mayRepeat || this.job.outputs().length > 0) {
      void this.#end({ type: "failed", error }, false);
      return;
    }
    void this.#started?.end(false);
    this.#started = undefined;
    const wait = retryDelay(this.#resubmits++, retryAfter);
    const { code, status } = error;
    // Not the error itself: in the server's words there may be what this call alone carried.
    this.#spec.http.log?.warn("submitting again", { attempt: this.#resubmits, wait: Math.round(wait), code, status });
    delay(wait, this.#stopSignal())
      .then(() => this.#attempt())
      .catch((next: unknown) => this.#failed(next));
  }

  #stopSignal(): AbortSignal {
    this.#stop ??= new AbortController();
    return this.#stop.signal;
  }

  /** The one way a job ends. @param tell Whether the server is to end the call too, if no sibling would die with it. */
  async #end(event: EndEvent, tell: boolean): Promise<void> {
    const { session } = this.#spec;
    const cancels = tell && !session.hasSibling(this.#sessionCall);
    this.job.dispatch(event);
    this.#stopTimer();
    this.#forgetSignal();
    if (event.type !== "succeeded") this.#stop?.abort(event.error);
    this.#leave();
    if (this.#started === undefined) return;
    const ended = atMost(CANCEL_TIMEOUT, this.#started.end(cancels));
    if (cancels) {
      session.holdBack(this.#sessionCall, ended);
      this.job.ending = ended;
    }
    await ended;
  }
}

/** What a hostile answer can make this code stumble over is the server's failure, and like all failures one of ours. */
function asGradioError(failure: unknown): GradioError {
  if (failure instanceof GradioError) return failure;
  return new ProtocolError(`What the server sent cannot be read: ${failure instanceof Error ? failure.message : failure}.`, {
    cause: failure,
  });
}
