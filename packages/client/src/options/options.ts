import type { AppTypes, EndpointOf, InputsOf, OutputOf } from "../app/app-types.js";
import type { UploadProgress } from "../files/file-types.js";
import type { FetchFunction, HeaderInit } from "../http/fetch-types.js";
import type { Logger } from "../http/logger.js";
import type { Update } from "../job/update.js";
import type { SpaceStatus } from "../spaces/space-status.js";

/** Unknown keys are an `InvalidArgumentError`, so that a misspelt `token` does not send anonymous calls. */
export interface ClientOptions {
  /**
   * Hugging Face token, for private Spaces and the hub. Sent to huggingface.co as `authorization: Bearer …`, and to the origin of `src`, if
   * that is a Space, as `x-hf-authorization: Bearer …` (`authorization` stays the app's own); nowhere else. Never read from the environment.
   */
  readonly token?: string | undefined;
  /** User and password of an app launched with `auth`. In a browser this works on the app's own origin only. */
  readonly auth?: readonly [username: string, password: string] | undefined;
  /** Hugging Face token handed to the app's own code, only for endpoints that declare it (`EndpointInfo.oauthToken`; protocol.md §10). Per call: {@link CallOptions.oauthToken}. */
  readonly oauthToken?: string | undefined;
  /** Added to every request to the app; replace the client's own, `null` removes one. A `cookie` header seeds the jar that keeps the server's cookies (not in browsers). */
  readonly headers?: HeaderInit | undefined;
  /**
   * Used for every request (but Gradio 3's WebSockets): proxies, TLS, credentials, or a server's own `fetch` in tests. Default:
   * the runtime's, on Node without its limits of 300 s: how long to wait is said by the options here and by {@link CallOptions.timeout}. A function of your own keeps the limits it has.
   */
  readonly fetch?: FetchFunction | undefined;
  /** All of `connect`, waking a Space included: then `SpaceError`, for other apps `TimeoutError`. Default 30 s, 5 min for a Space. `Infinity` for none. */
  readonly connectTimeout?: number | undefined;
  /** Each request that should answer promptly (config, info, join, cancel, login, hub), and the opening of an event stream or WebSocket (where calls wait on a stream, a busy server is waited for as `silenceTimeout` says); not uploads, downloads, calls without a queue. Default 60 s. */
  readonly requestTimeout?: number | undefined;
  /**
   * Event streams: without a byte for this long, the client asks `/app_id`, twice. Answers, or failed connections: the stream is lost. Neither:
   * the server is busy (a blocked event loop sends no heartbeat either; protocol.md §3.6) and is asked again, for at most 10 min. Default 60 s: heartbeats
   * come every 15; raise it where the server's `GRADIO_HEARTBEAT_INTERVAL` is raised.
   * Uploads and downloads fail when no byte has moved for this long; the wait for an upload's answer counts, and is not subject to `requestTimeout`.
   * Where a server sends nothing while a job waits (streams of Gradio 4.0 to 4.3, calls without a queue, and Gradio 3 on runtimes that hide a
   * WebSocket's pings), only {@link CallOptions.timeout} ends a dead call; so with uploads from browsers, which do not tell of their bytes.
   */
  readonly silenceTimeout?: number | undefined;
  /**
   * How often a request that is safe to repeat (config, info, files, hub; a join that provably never arrived: refused, DNS, connect
   * timeout) is repeated after a network failure, 408, 429, 502, 503, 504. `Retry-After` is obeyed, unless it is longer than `requestTimeout`: then the
   * error comes at once; else 0.5 s doubling up to 30 s, with jitter. Default 2. A call that may
   * have started is never repeated by this, nor a join that was answered, nor a request that ran into its timeout: see {@link CallOptions.resubmit}.
   */
  readonly maxRetries?: number | undefined;
  /** Where to tell what happens (retries, lost streams, failed cancels). Default: nowhere. Tokens, cookies and passwords are redacted. */
  readonly logger?: Logger | undefined;
  /** Ends `connect` with `CancelledError`. No effect afterwards. */
  readonly signal?: AbortSignal | undefined;
  /** Called with each stage of a Space while `connect` waits for it. */
  readonly onSpaceStatus?: ((status: SpaceStatus) => void) | undefined;
}

/** How a Space is copied by {@link Client.duplicate}, and how the copy is connected to. */
export interface DuplicateOptions extends ClientOptions {
  /** Must be able to write to the account that gets the copy. */
  readonly token: string;
  /** `"user/name"`, or a name in the token's account. Default: the original's name. */
  readonly toId?: string | undefined;
  /** Default `true`. */
  readonly private?: boolean | undefined;
  /** E.g. `"cpu-basic"`, `"t4-small"`. Default: the original's, which may cost money. */
  readonly hardware?: string | undefined;
  /** Set when the copy is made; an existing copy keeps its own (told to `logger`). */
  readonly secrets?: Readonly<Record<string, string>> | undefined;
  /** Idle time after which paid hardware goes to sleep; `Infinity`: never. Default 300 000 (5 min); Python's `sleep_timeout` is in minutes. */
  readonly sleepAfter?: number | undefined;
}

/** How one call is made: its limits, its headers, who hears of it. Unknown keys are an `InvalidArgumentError`. */
export interface CallOptions<Output = unknown> {
  /** Aborting ends the job here and, as {@link Job.cancel} does, at the server: `CancelledError` with the signal's reason as `cause`. */
  readonly signal?: AbortSignal | undefined;
  /** Whole life of the call, upload and queue included. Runs out: the job fails with `TimeoutError` and is cancelled at the server, as `cancel()` does. Default none. */
  readonly timeout?: number | undefined;
  /** Added to the requests of this call (uploads, join, cancel), over those of the client. Not to the event stream, which all calls of the session share. */
  readonly headers?: HeaderInit | undefined;
  /** For this call, in place of {@link ClientOptions.oauthToken}. */
  readonly oauthToken?: string | undefined;
  /** For functions that take `gr.EventData` (which row was clicked …). */
  readonly eventData?: unknown;
  /**
   * "This call may run twice": how often to submit it again after an error whose `retryable` is true (connection lost, queue full, rate
   * limited, server gone). Never after an output has been handed out. Default 0. Waits as `maxRetries` does.
   * The status goes back to JOINING_QUEUE and `eventId` is the new call's; `updates()` shows it.
   */
  readonly resubmit?: number | undefined;
  /** Every update of the job, from the first. */
  readonly onUpdate?: ((update: Update<Output>) => void) | undefined;
  /** The result, if the job succeeds. Further callbacks: {@link Job.addDoneCallback}. */
  readonly onResult?: ((output: Output) => void) | undefined;
}

/** How one file is uploaded. Unknown keys are an `InvalidArgumentError`. */
export interface UploadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told now and then how much of the file has been sent, and at the end that it has arrived. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** Inputs may be left out where every one has a default. */
export type CallArguments<App extends AppTypes, E extends EndpointOf<App>> =
  Partial<App[E]["inputs"]> extends App[E]["inputs"]
    ? [inputs?: InputsOf<App, E> | undefined, options?: CallOptions<OutputOf<App, E>>]
    : [inputs: InputsOf<App, E>, options?: CallOptions<OutputOf<App, E>>];
