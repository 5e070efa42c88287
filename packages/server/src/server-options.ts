import { InvalidArgumentError, type Logger } from "@gradio-ts/client";
import { isLimit, refuseUnknown } from "./endpoint/option-checks.js";
import type { Settings } from "./endpoint/settings.js";

/** Unknown keys throw. */
export interface ServerOptions<State = undefined> {
  /** In `/config`, for clients and pages. Default `"Gradio"`. */
  readonly title?: string | undefined;
  /** Markdown, in `/config`. */
  readonly description?: string | undefined;
  /** Makes what a new session starts with: `context.state`. */
  readonly state?: (() => State) | undefined;
  /** Calls of one endpoint that run at once, where the endpoint does not say. `null`: no limit. Default 1, as in Gradio. */
  readonly concurrencyLimit?: number | null | undefined;
  /** Calls that may wait, in all queues together; more are answered 503 "Queue is full". Default: no limit. */
  readonly maxQueueSize?: number | undefined;
  /** The path or URL under which the world sees the app, if a router or proxy cuts it off. Forwarded headers are understood without it (protocol.md §1.1). */
  readonly rootPath?: string | undefined;
  /** Tell callers the message of any exception. Default `false`: only of `AppError`; others are told to `logger` (Gradio's `show_error`). */
  readonly showErrors?: boolean | undefined;
  /** Default: nowhere. */
  readonly logger?: Logger | undefined;
}

/** Where a server listens. */
export interface ListenOptions {
  /** Default: `GRADIO_SERVER_PORT`, else the first free one from 7860 to 7959, as in Gradio. `0`: any free one. */
  readonly port?: number | undefined;
  /** Default: `GRADIO_SERVER_NAME`, else `"127.0.0.1"`. */
  readonly host?: string | undefined;
}

const OPTIONS = ["title", "description", "state", "concurrencyLimit", "maxQueueSize", "rootPath", "showErrors", "logger"];

/** @throws InvalidArgumentError */
export function settingsOf(options: ServerOptions<unknown>): Settings {
  refuseUnknown("Server", options, OPTIONS);
  const { concurrencyLimit, maxQueueSize = Number.POSITIVE_INFINITY, state } = options;
  if (!isLimit(concurrencyLimit))
    throw new InvalidArgumentError("Server: concurrencyLimit must be a whole number from 1, or null.", "concurrencyLimit");
  if (!(maxQueueSize >= 0)) throw new InvalidArgumentError("Server: maxQueueSize must be a number from 0.", "maxQueueSize");
  if (state !== undefined && typeof state !== "function") {
    throw new InvalidArgumentError("Server: state must be a function that makes the first state of a session.", "state");
  }
  return {
    title: options.title ?? "Gradio",
    description: options.description ?? "",
    state,
    concurrencyLimit: concurrencyLimit === undefined ? 1 : concurrencyLimit,
    maxQueueSize,
    rootPath: options.rootPath ?? "",
    showErrors: options.showErrors ?? false,
    logger: options.logger ?? SILENT,
  };
}

const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };
