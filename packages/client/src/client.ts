import type { AppConfig } from "./app/app-config.js";
import type { AppTypes, EndpointOf, Exact, InputsOf, OutputOf, SoleEndpoint, UntypedApp } from "./app/app-types.js";
import type { Caller } from "./caller.js";
import { type Connection, connect, duplicate } from "./connect.js";
import { ClientClosedError } from "./errors.js";
import type { FileData, FileLike, OutputFile } from "./files/file-types.js";
import type { Job } from "./job/job.js";
import type { JobHandle } from "./job/job-handle.js";
import type { JobRef } from "./job/job-ref.js";
import type { MapResult } from "./job/map-rows.js";
import { checkClientOptions } from "./options/check-client-options.js";
import type { EnqueueOptions, MapOptions } from "./options/map-options.js";
import type { CallArguments, ClientOptions, DuplicateOptions, UploadOptions } from "./options/options.js";
import type { ApiInfo } from "./view-api/api-info.js";

/**
 * One Gradio app, and one session in it: calls made through the same client share the app's per-session state,
 * its event stream and its cookies (protocol.md §9). Fork another session with {@link Client.session}.
 *
 * ```ts
 * const client = await Client.connect("abidlabs/whisper");
 * const text = await client.predict("/predict", { audio: handleFile("sample.wav") });
 * ```
 *
 * Argument rules of `predict`, `submit`, `map` and `enqueue`:
 * - Endpoint: `"/add"`; untyped, `"add"` and the number of an endpoint too (`0` is Python's `fn_index=0`). It may be left
 *   out in `predict` and `submit` if exactly one public endpoint has a name. An undocumented endpoint is called by its name;
 *   a private one is refused with `EndpointNotFoundError`, as both official clients do.
 * - Inputs: array = positional, plain object = by name. A lone value is neither (`predict("/greet", ["Ada"])`): a bare string
 *   would be taken for an endpoint, a bare array for several arguments. Compile error, and `InvalidArgumentError` at run time.
 * - A missing input, or `undefined`, takes the app's default (protocol.md §2: the component's initial value, or `null` where Python says `None`),
 *   in both forms. Without default: `InvalidArgumentError`. `null` is sent, as Python's `None`.
 * - Too many inputs, or a name the endpoint does not have: `InvalidArgumentError` naming it and its nearest neighbour.
 * - State, buttons and layout blocks take a slot on the wire that the caller never sees (protocol.md §1.3).
 * - Files: {@link FileLike} anywhere, at any depth, is uploaded. A plain string stays a string; where the app wants a file, a
 *   `data:` URL is taken as its bytes, and any other string is an `InvalidArgumentError` that says `handleFile(...)`.
 *
 * What comes out: the value itself if an endpoint gives one output, an array if it gives several, `[]` if none; files as {@link OutputFile},
 * `gr.update` as the value it carries, Python's `None` as `null`; everything else as JSON gave it, keys in the server's spelling. Outputs and every
 * other snapshot are frozen. Durations a caller passes are milliseconds, those a server reports are seconds, as each comment says.
 *
 * Redirects: a GET is followed within its origin. To another origin only downloads are, without token, cookies, headers or body;
 * a login or POST is never sent on with its body.
 *
 * Heartbeat: a session opens it with its first call, where the app's config asks for it (`connect_heartbeat`; protocol.md §9); `map` opens none.
 */
export class Client<App extends AppTypes = UntypedApp> {
  /** The URL the calls go to: what the caller gave, resolved, ending in `/`. Never the server's own idea of its root (protocol.md §1.1). */
  readonly src: string;
  /** `"user/space"` if the app is a Space. */
  readonly spaceId: string | undefined;
  /** The name of this session at the server: URL-safe and unguessable. Who knows it can read the session's stream (protocol.md §9). */
  get sessionHash(): string {
    return this.#caller.sessionHash;
  }
  /** `/config` as the server sent it. */
  readonly config: AppConfig;

  readonly #connection: Connection;
  readonly #caller: Caller;
  #closing: Promise<void> | undefined;

  private constructor(connection: Connection, sessionHash?: string) {
    this.#connection = connection;
    this.#caller = connection.newCaller(sessionHash);
    this.src = connection.http.base.href;
    this.spaceId = connection.spaceId;
    this.config = connection.app.config;
  }

  /**
   * Fetch the app's config and API, log in if `auth` is given, and wait for a sleeping or building Space to be up.
   * Where the server cannot describe its API (`/info` fails, as some apps' schemas make it), the app is used by its config alone.
   * @param src `"user/space"`, or an http(s) URL: `http://localhost:7860`, a mount path, `https://user-space.hf.space`, a share link, or the
   *   page of a Space, `https://huggingface.co/spaces/user/space`.
   * @throws SpaceError, AuthenticationError, UnsupportedAppError, ConnectionError, HttpError, RateLimitError, TimeoutError, CancelledError,
   *   InvalidArgumentError (no scheme, unknown option).
   */
  static async connect<App extends AppTypes = UntypedApp>(src: string | URL, options: ClientOptions = {}): Promise<Client<App>> {
    checkClientOptions(options);
    return new Client<App>(await connect(src, options));
  }

  /**
   * Copy a Space to the account of `token` and connect to the copy; connect only, if the copy exists already (protocol.md §15).
   * @param fromId `"user/space"`, or the address of its page.
   * @throws what `connect` throws; InvalidArgumentError for an unfit name or option.
   */
  static async duplicate<App extends AppTypes = UntypedApp>(fromId: string, options: DuplicateOptions): Promise<Client<App>> {
    return new Client<App>(await duplicate(fromId, options));
  }

  /**
   * Call and wait: `submit(...).result()`. The form with an endpoint stands last because compilers report errors for the last one.
   * @throws whatever ends the job: {@link GradioError}. Always as a rejection.
   */
  predict(...call: CallArguments<App, SoleEndpoint<App>>): Promise<OutputOf<App, SoleEndpoint<App>>>;
  predict<E extends EndpointOf<App>>(endpoint: E, ...call: CallArguments<App, E>): Promise<OutputOf<App, E>>;
  async predict(...call: readonly unknown[]): Promise<unknown> {
    return this.#submit(call).result();
  }

  /**
   * Call and return at once with the {@link Job}. Gradio 3: two calls of one generator in one session would break each other at the
   * server; the second waits for the first (protocol.md §3.1).
   * @throws InvalidArgumentError, EndpointNotFoundError, ClientClosedError here and now: mistakes of the calling code are not left
   *   in a job that nobody may await. Everything later (files, network, app) ends the job instead.
   */
  submit(...call: CallArguments<App, SoleEndpoint<App>>): Job<OutputOf<App, SoleEndpoint<App>>>;
  submit<E extends EndpointOf<App>>(endpoint: E, ...call: CallArguments<App, E>): Job<OutputOf<App, E>>;
  submit(...call: readonly unknown[]): Job {
    return this.#submit(call);
  }

  /**
   * Call once per row, a few at a time. Reads `rows` only as fast as results are taken, from the first one asked for. Keeps `concurrency` sessions
   * and uses each for one row after another; only an endpoint with state gets a fresh one per row (a server keeps 2,000 sessions and evicts the
   * oldest-created, running jobs included; protocol.md §3.7). So rows neither see each other's state nor end together (protocol.md §8).
   * A row is what the endpoint accepts, or anything, with `options.inputs` to make that of it; `input` in the results is the row.
   * One failed call is a result with `status: "rejected"`, never an exception: throw it yourself to stop. Leaving the loop cancels what runs.
   * @throws EndpointNotFoundError, InvalidArgumentError, ClientClosedError at the call itself; CancelledError when `signal` aborts or the client
   *   is closed; what `rows` or `options.inputs` throws, after the results of the rows already read.
   */
  map<E extends EndpointOf<App>, Row>(
    endpoint: E,
    rows: Iterable<Row> | AsyncIterable<Row>,
    options: MapOptions & { readonly inputs: (row: Row, index: number) => InputsOf<App, E> },
  ): AsyncIterableIterator<MapResult<Row, OutputOf<App, E>>>;
  map<E extends EndpointOf<App>, I extends InputsOf<App, E>>(
    endpoint: E,
    rows: Iterable<I & Exact<I, InputsOf<App, E>>> | AsyncIterable<I & Exact<I, InputsOf<App, E>>>,
    options?: MapOptions,
  ): AsyncIterableIterator<MapResult<I, OutputOf<App, E>>>;
  map(endpoint: unknown, rows: unknown, options: unknown = {}): AsyncIterableIterator<MapResult<never, unknown>> {
    this.#checkOpen();
    return this.#caller.map(endpoint, rows, options) as AsyncIterableIterator<MapResult<never, unknown>>;
  }

  /**
   * Put a call into the app's queue and leave. The server keeps its messages until {@link Client.attach} reads them, from this or any
   * other process; at most until 2,000 newer sessions have joined, or it restarts (protocol.md §3.7). Behind several replicas `attach` needs the
   * sticky cookie, which a {@link JobRef} does not hold. It runs in a fresh session (no shared state). Files are uploaded before this resolves.
   * @throws UnsupportedAppError before Gradio 4.9 and for endpoints without a queue (protocol.md §3.1, §3.2, §5); QueueFullError, and the rest of `predict`.
   */
  async enqueue<E extends EndpointOf<App>>(endpoint: E, inputs: InputsOf<App, E>, options: EnqueueOptions = {}): Promise<JobRef<E>> {
    this.#checkOpen();
    return (await this.#caller.enqueue(endpoint, inputs, options)) as JobRef<E>;
  }

  /**
   * Watch an enqueued call: all its messages, from the first. One reader, once: a second `attach` to the same call competes for the
   * messages, and a reader that goes away ends the work (protocol.md §3.7, §3.8). A call the server has forgotten, or whose messages were read
   * before, ends in `SessionNotFoundError`; of the latter a server tells by its silence only, within 15 seconds.
   * @throws InvalidArgumentError if the reference belongs to another app, or if this client is attached to the call already; EndpointNotFoundError,
   *   UnsupportedAppError if the app has changed since; ClientClosedError.
   */
  attach<E extends EndpointOf<App>>(ref: JobRef<E>): Job<OutputOf<App, E>> {
    this.#checkOpen();
    return this.#caller.attach(ref);
  }

  /** The app's API: structured, and as text through `String(client.viewApi())`. No request is made. */
  viewApi(): ApiInfo {
    return this.#connection.app.info;
  }

  /**
   * Upload once, use in many calls: the answer is a {@link FileLike}. (Files inside `inputs` upload by themselves.) What is at the app already,
   * and an http(s) URL, which the app's server fetches, is only referred to.
   * @throws UploadError; CancelledError by `signal` or `close()`; InvalidArgumentError, ClientClosedError. Always as a rejection.
   */
  async upload(file: FileLike, options: UploadOptions = {}): Promise<FileData> {
    this.#checkOpen();
    return this.#caller.upload(file, options);
  }

  /**
   * A file at the app, to be read or saved: for what another process was told of. No request is made.
   * @param file Its path at the server, its URL, or a file object.
   * @throws InvalidArgumentError for what is none of these; ClientClosedError.
   */
  file(file: string | URL | FileData): OutputFile {
    this.#checkOpen();
    return this.#caller.file(file);
  }

  /**
   * The same app in another session: own state, own stream. Costs no request. Use one per user in a server, or around jobs of one
   * endpoint that you want to cancel one by one (see {@link Job.cancel}). Close it like any client; sessions do not close each other.
   * @param sessionHash Take up a known session, say one kept across a restart; not one that another client uses at the same time, as the two
   *   would take each other's messages (protocol.md §3.8). Left out: a new one.
   */
  session(sessionHash?: string): Client<App> {
    this.#checkOpen();
    return new Client<App>(this.#connection, sessionHash);
  }

  /** Forget the app's per-session state: later calls use a new session. Running jobs keep the old one. */
  resetSession(): void {
    this.#checkOpen();
    this.#caller.resetSession();
  }

  /**
   * Cancel the session's running jobs (their `result()` rejects with `CancelledError`), close stream and heartbeat. Idempotent; never rejects.
   * Later calls throw `ClientClosedError`. A client without running jobs keeps no process alive, closed or not; its heartbeat does not either.
   */
  close(): Promise<void> {
    this.#closing ??= this.#caller.close();
    return this.#closing;
  }

  /** `close()`, at the end of an `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #submit(call: readonly unknown[]): JobHandle {
    this.#checkOpen();
    return this.#caller.submit(call);
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw new ClientClosedError("The client is closed. Connect again, or fork a session before closing.");
  }
}
