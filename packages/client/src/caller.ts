import type { Endpoint } from "./app/app.js";
import type { Connection } from "./connect.js";
import { buildPayload } from "./endpoint/build-payload.js";
import { findEndpoint } from "./endpoint/find-endpoint.js";
import { CancelledError, InvalidArgumentError, TimeoutError, UnsupportedAppError } from "./errors.js";
import { fileAt } from "./files/file-at.js";
import type { FileData, OutputFile, UploadProgress } from "./files/file-types.js";
import { checkFile, uploadFiles } from "./files/upload-files.js";
import { asCancelled } from "./http/as-cancelled.js";
import { readHeaders } from "./http/headers.js";
import { onAbort } from "./http/on-abort.js";
import { enqueueCall } from "./job/enqueue-call.js";
import type { JobHandle } from "./job/job-handle.js";
import { checkJobRef, type JobRef } from "./job/job-ref.js";
import { type MapResult, mapRows } from "./job/map-rows.js";
import { type JobSpec, runJob } from "./job/run-job.js";
import { checkEnqueueOptions, checkMapOptions, checkUploadOptions } from "./options/check-call-options.js";
import type { CallOptions } from "./options/options.js";
import { readCall } from "./options/read-call.js";
import type { Protocol } from "./protocol/call.js";
import { fileForm } from "./protocol/file-form.js";
import { protocolsOf } from "./protocol/protocols.js";
import { checkSessionHash, newSessionHash } from "./protocol/session-hash.js";
import { Session, type SessionOptions } from "./session/session.js";
import { SessionPool } from "./session/session-pool.js";
import { label } from "./view-api/values-of.js";

/** What one call differs in from the next. */
interface OneCall extends Omit<CallOptions, "headers" | "onResult">, Pick<JobSpec, "session" | "endpoint" | "data" | "headers"> {
  /** Default: the endpoint's. */
  readonly protocol?: Protocol | undefined;
}

/** Calls an app, in one session after another. All that calls need comes with this file, which is loaded while an app is connected to. */
export class Caller {
  readonly #connection: Connection;
  readonly #protocolOf: (endpoint: Endpoint) => Protocol;
  readonly #jobs = new Set<JobHandle>();
  /** Aborts with the end of the client. */
  readonly #closed = new AbortController();
  /** Events that are being read here after somebody put them into the queue. */
  readonly #attached = new Set<string>();
  #session: Session;

  /** @throws InvalidArgumentError if a session cannot be called so. */
  constructor(connection: Connection, sessionHash?: string) {
    if (sessionHash !== undefined) checkSessionHash(sessionHash);
    this.#connection = connection;
    this.#protocolOf = protocolsOf(connection.http, connection.app);
    this.#session = this.#newSession({ hash: sessionHash });
  }

  get sessionHash(): string {
    return this.#session.hash;
  }

  /** @throws InvalidArgumentError, EndpointNotFoundError before anything is sent. */
  submit(call: readonly unknown[]): JobHandle {
    const { wanted, inputs, options } = readCall(call);
    const endpoint = findEndpoint(this.#connection.app, wanted);
    const { onResult } = options;
    const data = buildPayload(endpoint, inputs);
    const job = this.#run({ ...options, session: this.#session, endpoint, data, headers: readHeaders(options.headers) });
    job.addDoneCallback(() => {
      if (onResult !== undefined && job.status().success === true) onResult(job.outputs().at(-1));
    });
    return job;
  }

  /** @throws InvalidArgumentError, EndpointNotFoundError before anything is sent. */
  map(wanted: unknown, rows: unknown, options: unknown): AsyncIterableIterator<MapResult<unknown, unknown>> {
    checkMapOptions(options);
    const endpoint = this.#endpoint("map()", wanted);
    if (!isIterable(rows)) throw new InvalidArgumentError("map() takes its rows as an array or as something else to iterate over.", "rows");
    const { concurrency = 4, ordered = true, inputs = (row: unknown) => row, signal, oauthToken, timeout, resubmit } = options;
    const headers = readHeaders(options.headers);
    const sessions = new SessionPool(() => this.#newSession({ heartbeat: false }));
    const call = (given: unknown): JobHandle => {
      const data = buildPayload(endpoint, given);
      const session = sessions.take();
      const job = this.#run({ session, endpoint, data, headers, oauthToken, timeout, resubmit });
      // What timed out may still run there, unheard.
      job.addDoneCallback(() => sessions.giveBack(session, !endpoint.stateful && !(job.status().error instanceof TimeoutError)));
      return job;
    };
    const signals = [signal, this.#closed.signal];
    return mapRows({ rows, concurrency, ordered, inputs, call, signals, end: () => sessions.close() });
  }

  /** @throws GradioError as a rejection. */
  async enqueue(wanted: unknown, inputs: unknown, options: unknown): Promise<JobRef> {
    checkEnqueueOptions(options);
    const endpoint = this.#endpoint("enqueue()", wanted);
    const { http, app } = this.#connection;
    const sessionHash = newSessionHash();
    const eventId = await enqueueCall({
      http,
      app,
      sessionHash,
      protocol: this.#keptProtocol(endpoint, "enqueue()").protocol,
      endpoint,
      data: buildPayload(endpoint, inputs),
      headers: readHeaders(options.headers),
      oauthToken: this.#tokenFor(endpoint, options.oauthToken),
      eventData: options.eventData,
      signals: [options.signal, this.#closed.signal],
    });
    return Object.freeze({ src: http.base.href, endpoint: wanted as string | number, eventId, sessionHash });
  }

  /** @throws InvalidArgumentError, EndpointNotFoundError, UnsupportedAppError before anything is sent. */
  attach(ref: unknown): JobHandle {
    const { http, app } = this.#connection;
    checkJobRef(ref, http.base.href);
    const { eventId, sessionHash } = ref;
    const endpoint = findEndpoint(app, ref.endpoint);
    const { resume } = this.#keptProtocol(endpoint, "attach()");
    if (this.#attached.has(eventId))
      throw new InvalidArgumentError("This client is attached to the call already; it has one reader.", "ref");
    const session = this.#newSession({ hash: sessionHash, heartbeat: false });
    const job = this.#run({ session, endpoint, protocol: resume(eventId), data: [], headers: new Map() });
    // Nothing else is called in it.
    session.retire();
    this.#attached.add(eventId);
    job.addDoneCallback(() => this.#attached.delete(eventId));
    return job;
  }

  /** @throws UploadError; CancelledError by `signal` or the end of the client; InvalidArgumentError for what is no file. */
  async upload(file: unknown, options: unknown): Promise<FileData> {
    checkUploadOptions(options);
    checkFile(file);
    const { signal, onProgress } = options;
    const { http, app } = this.#connection;
    const controller = new AbortController();
    const forget = [signal, this.#closed.signal].map((given) => onAbort(given, () => controller.abort(asCancelled(given?.reason))));
    // A callback's error is its own.
    const tell = (progress: UploadProgress) => queueMicrotask(() => onProgress?.(Object.freeze(progress)));
    try {
      controller.signal.throwIfAborted();
      const form = fileForm(app.version);
      const context = { signal: controller.signal, onProgress: tell };
      const [uploaded] = await uploadFiles(http, app, [file], { ...form, inline: () => form.inline() }, context);
      return Object.freeze(uploaded as FileData);
    } finally {
      for (const each of forget) each();
    }
  }

  /** @throws InvalidArgumentError for what is no file. */
  file(file: string | URL | FileData): OutputFile {
    const { http, app } = this.#connection;
    return fileAt(http, app.prefix, file);
  }

  /** Later calls use another session; the present one ends with its last job. */
  resetSession(): void {
    this.#session.retire();
    this.#session = this.#newSession();
  }

  /** Cancels what runs, and closes the session when the server knows. Never rejects. */
  async close(): Promise<void> {
    const jobs = [...this.#jobs];
    this.#closed.abort(new CancelledError("The client was closed."));
    await Promise.all(jobs.map((job) => job.cancel()));
    this.#session.close();
  }

  #run(call: OneCall): JobHandle {
    const { http, app } = this.#connection;
    const { session, endpoint, data, oauthToken, eventData, signal, timeout, onUpdate } = call;
    const job = runJob({
      http,
      app,
      session,
      protocol: call.protocol ?? this.#protocolOf(endpoint),
      endpoint,
      data,
      headers: call.headers,
      oauthToken: this.#tokenFor(endpoint, oauthToken),
      eventData,
      signal,
      timeout,
      resubmit: call.resubmit ?? 0,
      onUpdate,
    });
    this.#jobs.add(job);
    // What a signal has cancelled, `close()` waits for as well.
    job.addDoneCallback(() => job.ending.then(() => this.#jobs.delete(job)));
    return job;
  }

  #endpoint(who: string, wanted: unknown): Endpoint {
    if (typeof wanted === "string" || typeof wanted === "number") return findEndpoint(this.#connection.app, wanted);
    throw new InvalidArgumentError(`${who} takes an endpoint first, by its name or number.`, "endpoint");
  }

  /** Only an endpoint that declares it may see the caller's token (protocol.md §10). */
  #tokenFor({ info }: Endpoint, token: string | undefined): string | undefined {
    return info.oauthToken === null ? undefined : (token ?? this.#connection.oauthToken);
  }

  /** How calls of an endpoint are put into the queue and read later. @throws UnsupportedAppError */
  #keptProtocol(endpoint: Endpoint, who: string): { readonly protocol: Protocol; readonly resume: (eventId: string) => Protocol } {
    const protocol = this.#protocolOf(endpoint);
    const { resume } = protocol;
    if (resume !== undefined) return { protocol, resume };
    const { wire, config } = this.#connection.app;
    const why = wire.startsWith("sse_v")
      ? `${label(endpoint)} runs beside the queue, which alone keeps calls for later`
      : `Gradio ${config.version} keeps no calls for later; from 4.9 on it does`;
    throw new UnsupportedAppError(`${why}: ${who} cannot be used, submit() can.`);
  }

  #newSession(options?: SessionOptions): Session {
    return new Session(this.#connection.http, this.#connection.app, options);
  }
}

function isIterable(value: unknown): value is Iterable<unknown> | AsyncIterable<unknown> {
  const object = Object(value) as object;
  return Symbol.iterator in object || Symbol.asyncIterator in object;
}
