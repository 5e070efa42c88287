import type { AppConfig } from "./app/app-config.js";
import type { AppTypes, EndpointOf, OutputOf, SoleEndpoint, UntypedApp } from "./app/app-types.js";
import type { Caller } from "./caller.js";
import { type Connection, connect, duplicate } from "./connect.js";
import { ClientClosedError, InvalidArgumentError } from "./errors.js";
import type { Job } from "./job/job.js";
import type { JobHandle } from "./job/job-handle.js";
import {
  type CallArguments,
  type CallOptions,
  type ClientOptions,
  checkCallOptions,
  checkClientOptions,
  checkDuplicateOptions,
  type DuplicateOptions,
} from "./options.js";
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
 * Argument rules of `predict` and `submit`:
 * - Endpoint: `"/add"`; untyped, `"add"` and the number of an endpoint too (`0` is Python's `fn_index=0`). It may be left
 *   out if exactly one public endpoint has a name. An undocumented endpoint is called by its name;
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
 * Redirects: a GET is followed within its origin. To another origin only downloads are, without token, cookies, headers or body;
 * a login or POST is never sent on with its body.
 *
 * Heartbeat: a session opens it with its first call, where the app's config asks for it (`connect_heartbeat`; protocol.md §9).
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
    checkDuplicateOptions(options);
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
   * Call and return at once with the {@link Job}.
   * @throws InvalidArgumentError, EndpointNotFoundError, ClientClosedError here and now: mistakes of the calling code are not left
   *   in a job that nobody may await. Everything later (files, network, app) ends the job instead.
   */
  submit(...call: CallArguments<App, SoleEndpoint<App>>): Job<OutputOf<App, SoleEndpoint<App>>>;
  submit<E extends EndpointOf<App>>(endpoint: E, ...call: CallArguments<App, E>): Job<OutputOf<App, E>>;
  submit(...call: readonly unknown[]): Job {
    return this.#submit(call);
  }

  /** The app's API: structured, and as text through `String(client.viewApi())`. No request is made. */
  viewApi(): ApiInfo {
    return this.#connection.app.info;
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

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #submit(call: readonly unknown[]): JobHandle {
    this.#checkOpen();
    const { wanted, inputs, options } = readCall(call);
    return this.#caller.submit(wanted, inputs, options);
  }

  #checkOpen(): void {
    if (this.#closing !== undefined) throw new ClientClosedError("The client is closed. Connect again, or fork a session before closing.");
  }
}

interface CallParts {
  readonly wanted: string | number | undefined;
  readonly inputs: unknown;
  readonly options: CallOptions;
}

/** `(endpoint, inputs, options)`, or `(inputs, options)`: only an endpoint is a string or a number. */
function readCall(call: readonly unknown[]): CallParts {
  const [first] = call;
  const named = typeof first === "string" || typeof first === "number";
  const [inputs, options = {}, ...rest] = named ? call.slice(1) : call;
  if (rest.length > 0 || typeof options !== "object") {
    throw new InvalidArgumentError(
      "A call takes an endpoint, its inputs as an array or object, and options; inputs are not listed one by one.",
      "inputs",
    );
  }
  checkCallOptions(options);
  return { wanted: named ? first : undefined, inputs, options };
}
