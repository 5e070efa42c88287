import { InvalidArgumentError, type Logger } from "@gradio-ts/client";
import { isLimit, refuseUnknown } from "./endpoint/option-checks.js";
import type { Settings } from "./endpoint/settings.js";
import type { FileStore } from "./files/file-store.js";
import type { StateStore } from "./session/state-store.js";
import { unfailingLogger } from "./unfailing-logger.js";

/** Unknown keys throw. */
export interface ServerOptions<State = undefined> {
  /** In `/config`, for clients and pages. Default `"Gradio"`. */
  readonly title?: string | undefined;
  /** Markdown, in `/config`. */
  readonly description?: string | undefined;
  /** Makes what a new session starts with: `context.state`. Structured-cloneable, if a `stateStore` is given. */
  readonly state?: (() => State) | undefined;
  /** Where sessions keep their state. Default: memory, for the 10 000 most recently used, each an hour after its client has gone. */
  readonly stateStore?: StateStore | undefined;
  /**
   * Who may log in (`POST /login`, cookie): pairs of user and password, or a check. Passwords are compared in constant time.
   * Guards what Gradio guards (protocol.md §10): calls, event streams, files. A cancel needs the pair of session hash and event id instead
   * (npm's `@gradio/client` sends no cookie with it).
   */
  readonly auth?:
    | readonly (readonly [username: string, password: string])[]
    | ((username: string, password: string) => boolean | Promise<boolean>)
    | undefined;
  /** Shown with the login, and with its refusals (401). */
  readonly authMessage?: string | undefined;
  /** Instead of a login: looks at each request and names its user, or refuses it with `null` (401). For API keys, proxies, your own sessions. */
  readonly authenticate?: ((request: Request) => string | null | Promise<string | null>) | undefined;
  /** Calls of one endpoint that run at once, where the endpoint does not say. `null`: no limit. Default 1, as in Gradio. */
  readonly concurrencyLimit?: number | null | undefined;
  /** Calls that may wait, in all queues together; more are answered 503 "Queue is full". Default: no limit. */
  readonly maxQueueSize?: number | undefined;
  /** Bytes of one upload; more is answered 413. Default: no limit. */
  readonly maxFileSize?: number | undefined;
  /**
   * Directories whose files a handler may give, besides uploads, the temporary directory and the working directory (without dotfiles).
   * As in Gradio, callers may download what lies there by its path.
   */
  readonly allowedPaths?: readonly string[] | undefined;
  /** Where uploads and given files live. Default: a temporary directory; memory where there is no disk. */
  readonly fileStore?: FileStore | undefined;
  /** The path or URL under which the world sees the app, if a router or proxy cuts it off. Forwarded headers are understood without it (protocol.md §1.1). */
  readonly rootPath?: string | undefined;
  /** Tell callers the message of any exception. Default `false`: only of `AppError`; others are told to `logger` (Gradio's `show_error`). */
  readonly showErrors?: boolean | undefined;
  /** What `GET /` answers. `true` (default): a small page with the API's text and snippets. `false`: 404. A function: a page of your own. */
  readonly page?: boolean | ((request: Request) => Response | Promise<Response>) | undefined;
  /** Public endpoints as MCP tools at `/gradio_api/mcp/` (streamable HTTP). Needs `@modelcontextprotocol/server` to be installed. Default `false`. */
  readonly mcp?: boolean | undefined;
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

const OPTIONS = [
  "title",
  "description",
  "state",
  "stateStore",
  "auth",
  "authMessage",
  "authenticate",
  "concurrencyLimit",
  "maxQueueSize",
  "maxFileSize",
  "allowedPaths",
  "fileStore",
  "rootPath",
  "showErrors",
  "page",
  "mcp",
  "logger",
];

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
  checkKinds(options);
  checkStore(options.stateStore);
  checkAuth(options);
  checkFiles(options);
  return {
    title: options.title ?? "Gradio",
    description: options.description ?? "",
    state,
    auth: options.auth,
    authMessage: options.authMessage ?? null,
    authenticate: options.authenticate,
    concurrencyLimit: concurrencyLimit === undefined ? 1 : concurrencyLimit,
    maxQueueSize,
    maxFileSize: options.maxFileSize ?? Number.POSITIVE_INFINITY,
    allowedPaths: [...(options.allowedPaths ?? [])],
    fileStore: options.fileStore,
    rootPath: options.rootPath ?? "",
    showErrors: options.showErrors ?? false,
    page: pageOf(options.page),
    mcp: options.mcp ?? false,
    logger: options.logger === undefined ? SILENT : unfailingLogger(options.logger),
  };
}

function checkKinds(options: ServerOptions<unknown>): void {
  for (const name of ["title", "description", "authMessage", "rootPath"] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== "string") throw new InvalidArgumentError(`Server: ${name} must be a text.`, name);
  }
  for (const name of ["showErrors", "mcp"] as const) {
    const value: unknown = options[name];
    if (value !== undefined && typeof value !== "boolean") throw new InvalidArgumentError(`Server: ${name} must be true or false.`, name);
  }
  for (const level of ["debug", "info", "warn", "error"] as const) {
    if (options.logger === undefined || typeof options.logger?.[level] === "function") continue;
    throw new InvalidArgumentError(`Server: logger has no ${level}().`, "logger");
  }
}

function checkStore(store: StateStore | undefined): void {
  if (store === undefined) return;
  for (const method of ["get", "set", "delete"] as const) {
    if (typeof store[method] !== "function") throw new InvalidArgumentError(`Server: stateStore has no ${method}().`, "stateStore");
  }
}

function checkAuth({ auth, authenticate }: ServerOptions<unknown>): void {
  if (auth !== undefined && authenticate !== undefined) {
    throw new InvalidArgumentError("Server: auth and authenticate exclude each other: a login, or a look at each request.", "authenticate");
  }
  if (authenticate !== undefined && typeof authenticate !== "function") {
    throw new InvalidArgumentError("Server: authenticate must be a function of a request that gives a name or null.", "authenticate");
  }
  if (auth === undefined || typeof auth === "function") return;
  const isPair = (pair: unknown) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === "string");
  if (Array.isArray(auth) && auth.length > 0 && auth.every(isPair)) return;
  throw new InvalidArgumentError('Server: auth must be pairs like ["user", "password"], at least one, or a function of both.', "auth");
}

function checkFiles({ maxFileSize, allowedPaths = [], fileStore }: ServerOptions<unknown>): void {
  if (maxFileSize !== undefined && !(maxFileSize > 0)) throw new InvalidArgumentError("Server: maxFileSize must be bytes.", "maxFileSize");
  if (!Array.isArray(allowedPaths) || !allowedPaths.every((path) => typeof path === "string" && path !== "")) {
    throw new InvalidArgumentError("Server: allowedPaths must be a list of directories.", "allowedPaths");
  }
  if (fileStore === undefined || [fileStore?.put, fileStore?.get, fileStore?.delete].every((part) => typeof part === "function")) return;
  throw new InvalidArgumentError("Server: fileStore must have put(), get() and delete().", "fileStore");
}

function pageOf(page: ServerOptions["page"] = true): Settings["page"] {
  if (typeof page === "boolean" || typeof page === "function") return page;
  throw new InvalidArgumentError("Server: page must be true, false or a function that answers the request.", "page");
}

const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };
