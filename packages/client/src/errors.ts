/**
 * Every error class. `instanceof` goes by a brand under `Symbol.for`, so that it holds across duplicated copies of the package.
 */
import { branded, type Evidence, GradioError } from "./gradio-error.js";

export { type ErrorCode, type Evidence, GradioError, retryAfterOf } from "./gradio-error.js";

/** The app's function failed. The message is the app's; where the app hides it (`show_error=False`) it says so and how to turn it on. */
export class AppError extends GradioError {
  override readonly code = "APP_ERROR";
  /** Default `"Error"`. */
  readonly title: string;
  /** Seconds a page would show it, default 10; `null`: until dismissed. */
  readonly duration: number | null;
  /** `false`: the app asks not to show it. */
  readonly visible: boolean;

  /** A server's function throws one; a client receives it. */
  constructor(message: string, options: AppErrorOptions & Evidence = {}) {
    super(message, options);
    this.title = options.title ?? "Error";
    this.duration = options.duration === undefined ? 10 : options.duration;
    this.visible = options.visible ?? true;
  }

  static {
    branded(this, "AppError");
  }
}

/** How a page shows an {@link AppError}. */
export interface AppErrorOptions {
  readonly title?: string | undefined;
  readonly duration?: number | null | undefined;
  readonly visible?: boolean | undefined;
  readonly cause?: unknown;
}

/** The app's validators refused the inputs (422). */
export class ValidationError extends GradioError {
  override readonly code = "VALIDATION";
  readonly issues: readonly { readonly parameter: string | undefined; readonly message: string }[];

  constructor(message: string, issues: ValidationError["issues"], evidence?: Evidence) {
    super(message, evidence);
    this.issues = Object.freeze(issues);
  }

  static {
    branded(this, "ValidationError");
  }
}

/** Inputs do not fit the endpoint, or an option is wrong. Nothing was sent. */
export class InvalidArgumentError extends GradioError {
  override readonly code = "INVALID_ARGUMENT";
  /** The parameter or option at fault, if one is. */
  readonly parameter: string | undefined;

  constructor(message: string, parameter?: string, evidence?: Evidence) {
    super(message, evidence);
    this.parameter = parameter;
  }

  static {
    branded(this, "InvalidArgumentError");
  }
}

/** No such endpoint, several and none named, or a private one. */
export class EndpointNotFoundError extends GradioError {
  override readonly code = "ENDPOINT_NOT_FOUND";
  /** What there is to choose from. */
  readonly available: readonly string[];

  constructor(message: string, available: readonly string[]) {
    super(message);
    this.available = Object.freeze(available);
  }

  static {
    branded(this, "EndpointNotFoundError");
  }
}

/** 401, 403, a refused login, a missing token, or the hub refuses the token itself. */
export class AuthenticationError extends GradioError {
  override readonly code = "AUTHENTICATION";

  static {
    branded(this, "AuthenticationError");
  }
}

/** The app's queue is full (503). */
export class QueueFullError extends GradioError {
  override readonly code = "QUEUE_FULL";

  constructor(message: string, evidence?: Evidence) {
    super(message, { retryable: true, ...evidence });
  }

  static {
    branded(this, "QueueFullError");
  }
}

/** 429 of the app or the hub. */
export class RateLimitError extends GradioError {
  override readonly code = "RATE_LIMITED";
  /** Seconds, if the server said. */
  readonly retryAfter: number | undefined;

  constructor(message: string, retryAfter: number | undefined, evidence?: Evidence) {
    super(message, { retryable: true, ...evidence });
    this.retryAfter = retryAfter;
  }

  static {
    branded(this, "RateLimitError");
  }
}

/** No answer to a request (DNS, refused, TLS, CORS). Nothing ran, unless the message says it may have. */
export class ConnectionError extends GradioError {
  override readonly code = "CONNECTION_FAILED";

  constructor(message: string, evidence?: Evidence) {
    super(message, { retryable: true, ...evidence });
  }

  static {
    branded(this, "ConnectionError");
  }
}

/** The event stream of an accepted call could not be opened, broke off or fell silent: the server drops the work (protocol.md §3.7). */
export class ConnectionLostError extends GradioError {
  override readonly code = "CONNECTION_LOST";

  constructor(message: string, evidence?: Evidence) {
    super(message, { retryable: true, ...evidence });
  }

  static {
    branded(this, "ConnectionLostError");
  }
}

/** The server does not know the session: restarted, evicted, or a replica without sticky routing (protocol.md §3.9). */
export class SessionNotFoundError extends GradioError {
  override readonly code = "SESSION_NOT_FOUND";

  constructor(message: string, evidence?: Evidence) {
    super(message, { retryable: true, ...evidence });
  }

  static {
    branded(this, "SessionNotFoundError");
  }
}

/** A timeout of this client ran out. */
export class TimeoutError extends GradioError {
  override readonly code = "TIMEOUT";
  /** Which one: `connectTimeout` (of an app that is no Space), `requestTimeout`, `CallOptions.timeout`, or `result({ timeout })` (the job then goes on). */
  readonly phase: "connect" | "request" | "call" | "result";

  constructor(message: string, phase: TimeoutError["phase"], evidence?: Evidence) {
    super(message, evidence);
    this.phase = phase;
  }

  static {
    branded(this, "TimeoutError");
  }
}

/** `cancel()`, `close()` or `signal`; or somebody else cancelled the call at the server (protocol.md §8). */
export class CancelledError extends GradioError {
  override readonly code = "CANCELLED";

  static {
    branded(this, "CancelledError");
  }
}

/** A call on a closed client. */
export class ClientClosedError extends GradioError {
  override readonly code = "CLIENT_CLOSED";

  static {
    branded(this, "ClientClosedError");
  }
}

/** A file could not be read or uploaded, whatever the reason: `status` and `cause` tell. */
export class UploadError extends GradioError {
  override readonly code = "UPLOAD_FAILED";
  /** Name or path of the file. */
  readonly file: string;

  constructor(message: string, file: string, evidence?: Evidence) {
    super(message, evidence);
    this.file = file;
  }

  static {
    branded(this, "UploadError");
  }
}

/** A file could not be fetched or written, or fell silent. */
export class DownloadError extends GradioError {
  override readonly code = "DOWNLOAD_FAILED";

  static {
    branded(this, "DownloadError");
  }
}

/** A Space does not exist or not for this token, cannot run, or was not up in time (protocol.md §15). */
export class SpaceError extends GradioError {
  override readonly code = "SPACE";
  /** `undefined` if there is no such Space, or not for this token. */
  readonly stage: SpaceStage | undefined;

  constructor(message: string, stage: SpaceStage | undefined, evidence?: Evidence) {
    super(message, evidence);
    this.stage = stage;
  }

  static {
    branded(this, "SpaceError");
  }
}

/** The stage of a Space, as Hugging Face names it (protocol.md §15). */
export type SpaceStage =
  | "RUNNING"
  | "RUNNING_BUILDING"
  | "BUILDING"
  | "APP_STARTING"
  | "SLEEPING"
  | "STOPPED"
  | "PAUSED"
  | "NO_APP_FILE"
  | "CONFIG_ERROR"
  | "BUILD_ERROR"
  | "RUNTIME_ERROR"
  | (string & {});

/** Not a Gradio app (404 or no config at `/config`), Gradio 2, or the version lacks what was asked. */
export class UnsupportedAppError extends GradioError {
  override readonly code = "UNSUPPORTED_APP";

  static {
    branded(this, "UnsupportedAppError");
  }
}

/** Any other status a request was answered with, a 422 that is no validator's included. */
export class HttpError extends GradioError {
  override readonly code = "HTTP";
  declare readonly status: number;

  constructor(message: string, status: number, evidence?: Evidence) {
    super(message, { retryable: status >= 500, ...evidence, status });
  }

  static {
    branded(this, "HttpError");
  }
}

/** An answer that no Gradio gives. */
export class ProtocolError extends GradioError {
  override readonly code = "PROTOCOL";

  static {
    branded(this, "ProtocolError");
  }
}
