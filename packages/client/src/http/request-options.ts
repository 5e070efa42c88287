import type { BodyStream } from "./body-stream.js";
import type { Cookies } from "./cookies.js";
import type { FetchFunction } from "./fetch-types.js";
import type { HeaderChanges } from "./headers.js";
import type { Logger } from "./logger.js";

export interface HttpOptions {
  /** The app's URL, ending in `/`. Requests are relative to it. */
  readonly base: URL;
  readonly fetch: FetchFunction;
  /** It is the runtime's: what a signal aborts ends by itself. A caller's may not know signals. */
  readonly knowsSignals: boolean;
  readonly cookies: Cookies;
  /** The client's own headers: its token, where the base may have it. */
  readonly own: Readonly<Record<string, string>>;
  /** Headers the caller gave for every request. */
  readonly headers: HeaderChanges;
  /** Milliseconds; `Infinity`: none. */
  readonly requestTimeout: number;
  /** Milliseconds without a byte after which a download has failed. */
  readonly silenceTimeout: number;
  readonly maxRetries: number;
  readonly log: Logger | undefined;
}

export interface RequestOptions {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form: text as `application/x-www-form-urlencoded`, else as the runtime encodes it. */
  readonly form?: URLSearchParams | FormData | undefined;
  /** Sent as it is read; begun anew with each attempt. */
  readonly stream?: (() => BodyStream) | undefined;
  readonly accept?: string | undefined;
  /** Headers the caller gave for one call. */
  readonly headers?: HeaderChanges | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds, in place of `requestTimeout`. */
  readonly timeout?: number | undefined;
  /**
   * When the request may be sent again: `"safe"`, after any failure that may pass; `"never-arrived"`, if it provably reached nobody.
   * Default: `"safe"` for requests without a body, `"never-arrived"` for those with one.
   */
  readonly repeat?: "safe" | "never-arrived" | "never" | undefined;
  /** Follow redirects to other origins too, where nothing of the client's goes along. */
  readonly anywhere?: boolean | undefined;
  /** Told each URL that is asked, redirects included. */
  readonly onAsk?: ((url: URL) => void) | undefined;
  /** Bytes of an answer that is read whole. Default: 32 MiB, many times what the largest apps say of themselves. */
  readonly maxBytes?: number | undefined;
  /** It is the login itself: a refusal is its answer. */
  readonly isLogin?: boolean | undefined;
}
