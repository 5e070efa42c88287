/** What went wrong, for programs. */
export type ErrorCode =
  | "APP_ERROR"
  | "VALIDATION"
  | "INVALID_ARGUMENT"
  | "ENDPOINT_NOT_FOUND"
  | "AUTHENTICATION"
  | "QUEUE_FULL"
  | "RATE_LIMITED"
  | "CONNECTION_FAILED"
  | "CONNECTION_LOST"
  | "SESSION_NOT_FOUND"
  | "TIMEOUT"
  | "CANCELLED"
  | "CLIENT_CLOSED"
  | "UPLOAD_FAILED"
  | "DOWNLOAD_FAILED"
  | "SPACE"
  | "UNSUPPORTED_APP"
  | "HTTP"
  | "PROTOCOL";

/** What an error is made of, besides its message. */
export interface Evidence {
  readonly retryable?: boolean | undefined;
  readonly status?: number | undefined;
  readonly url?: string | undefined;
  readonly body?: unknown;
  readonly eventId?: string | undefined;
  readonly cause?: unknown;
  /** Milliseconds the server asks to wait before it is asked again. */
  readonly retryAfter?: number | undefined;
}

const waits = new WeakMap<object, number>();

/** Milliseconds to wait, if the server said so in the answer that became this error. */
export function retryAfterOf(error: GradioError): number | undefined {
  return waits.get(error);
}

/**
 * Everything this package rejects with or throws. `instanceof` works across duplicated copies of the package.
 *
 * | `code` | class | when | `retryable` |
 * |---|---|---|---|
 * | APP_ERROR | AppError | the app's function failed (protocol.md §12) | no |
 * | VALIDATION | ValidationError | the app's validators refused the inputs (422) | no |
 * | INVALID_ARGUMENT | InvalidArgumentError | inputs do not fit the endpoint, or an option is wrong; nothing was sent | no |
 * | ENDPOINT_NOT_FOUND | EndpointNotFoundError | no such endpoint, several and none named, or a private one | no |
 * | AUTHENTICATION | AuthenticationError | 401, 403, refused login, missing token (protocol.md §10), or the hub refuses the token itself | no |
 * | QUEUE_FULL | QueueFullError | the app's queue is full (503); not for 503 of a stopped queue: HTTP | yes |
 * | RATE_LIMITED | RateLimitError | 429 of the app or the hub | yes |
 * | CONNECTION_FAILED | ConnectionError | no answer to a request (DNS, refused, TLS, CORS); nothing ran, unless the message says it may have | yes |
 * | CONNECTION_LOST | ConnectionLostError | the event stream of an accepted call could not be opened, broke off or fell silent: the server drops the work (protocol.md §3.7) | yes |
 * | SESSION_NOT_FOUND | SessionNotFoundError | the server does not know the session: restarted, evicted, or a replica without sticky routing (protocol.md §3.9) | yes |
 * | TIMEOUT | TimeoutError | a timeout of this client ran out | no |
 * | CANCELLED | CancelledError | `cancel()`, `close()`, `signal`; or somebody else cancelled the call at the server (protocol.md §8) | no |
 * | CLIENT_CLOSED | ClientClosedError | a call on a closed client | no |
 * | UPLOAD_FAILED | UploadError | a file could not be read or uploaded, whatever the reason (missing, too large, 413, silent, a private URL): `status` and `cause` tell; not for `signal`, `timeout`, `close()` | no |
 * | DOWNLOAD_FAILED | DownloadError | a file could not be fetched or written, or fell silent | no |
 * | SPACE | SpaceError | a Space does not exist or not for this token, cannot run, or was not up in time (protocol.md §15) | no |
 * | UNSUPPORTED_APP | UnsupportedAppError | not a Gradio app (404 or no config at `/config`), Gradio 2, or the version lacks what was asked | no |
 * | HTTP | HttpError | any other status a request was answered with, a 422 that is no validator's included | 5xx |
 * | PROTOCOL | ProtocolError | an answer that no Gradio gives | no |
 */
export abstract class GradioError extends Error {
  abstract readonly code: ErrorCode;
  /** Trying again later may help; `resubmit` goes by it. */
  readonly retryable: boolean;
  /** HTTP status, if an answer caused this. */
  declare readonly status: number | undefined;
  /** The URL asked, without query. */
  declare readonly url: string | undefined;
  /** What the server said: parsed JSON or text, at most 10 000 characters. */
  declare readonly body: unknown;
  declare readonly eventId: string | undefined;
  declare readonly cause?: unknown;

  constructor(message: string, { retryable = false, status, url, body, eventId, cause, retryAfter }: Evidence = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.retryable = retryable;
    if (retryAfter !== undefined) waits.set(this, retryAfter);
    // What is not known is left out, so that a printed error shows what is.
    const known = { status, url: url?.replace(/[?#].*$/s, ""), body: shortened(body), eventId };
    for (const [name, value] of Object.entries(known)) {
      if (value !== undefined) Object.defineProperty(this, name, { value, enumerable: true, configurable: true });
    }
  }

  /** name, code, message, status, url without the name of a session, eventId: safe to log. */
  toJSON(): object {
    const { name, code, message, status, eventId } = this;
    return { name, code, message, status, url: this.url?.replace(/\b(heartbeat|stream)\/[^/]+/, "$1/…"), eventId };
  }

  /** By brand, not by prototype: true for an error of another copy of this package, too. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    const brand = Object.getOwnPropertyDescriptor(this, "brand")?.value as symbol | undefined;
    if (brand === undefined) return Function.prototype[Symbol.hasInstance].call(this, value);
    return typeof value === "object" && value !== null && brand in value;
  }

  static {
    branded(this, "GradioError");
  }
}

const MAX_BODY = 10_000;

function shortened(body: unknown): unknown {
  try {
    const text = typeof body === "string" ? body : (JSON.stringify(body) ?? "");
    return text.length > MAX_BODY ? text.slice(0, MAX_BODY) : body;
  } catch {
    // Nested too deep to be written, let alone read.
    return undefined;
  }
}

/** Gives a class its brand and, as minifiers rename classes, its name. */
export function branded(errorClass: { readonly prototype: GradioError }, name: string): void {
  const brand = Symbol.for(`gradio-ts.${name}`);
  Object.defineProperty(errorClass, "brand", { value: brand });
  Object.defineProperty(errorClass.prototype, brand, { value: true });
  Object.defineProperty(errorClass.prototype, "name", { value: name, writable: true, configurable: true });
}
