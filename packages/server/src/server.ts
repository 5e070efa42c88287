import { AppError, type AppTypes, InvalidArgumentError } from "@gradio-ts/client";
import type { Hono } from "hono";
import { Logins } from "./auth/logins.js";
import type { BatchHandler } from "./endpoint/batch.js";
import type { Context } from "./endpoint/context.js";
import type { Endpoint, HandlerResult } from "./endpoint/definition.js";
import { LONGEST_TIMER, refuseUnknown } from "./endpoint/option-checks.js";
import { type BatchCode, checkDefinition, type Handler, type ServedEndpoint, serveEndpoint } from "./endpoint/served-endpoint.js";
import type { Settings } from "./endpoint/settings.js";
import type { Fields, Output, Received, Returned, TypesOf } from "./fields/field.js";
import { Files } from "./files/files.js";
import { UploadWatches } from "./files/upload-watch.js";
import { type Listener, listen } from "./listen.js";
import { loadSdk } from "./mcp/load-sdk.js";
import { CallQueue } from "./queue/call-queue.js";
import { DirectCalls } from "./queue/direct-calls.js";
import { RunTimes } from "./queue/run-times.js";
import { answerRequest } from "./routes/answer-request.js";
import type { App as RoutedApp } from "./routes/app.js";
import { buildRoutes } from "./routes/build.js";
import { type ListenOptions, type ServerOptions, settingsOf } from "./server-options.js";
import { Sessions } from "./session/sessions.js";
import { States } from "./session/states.js";

/** Ms between heartbeats of an open stream (protocol.md §3.6). */
const HEARTBEAT_MS = 15_000;
/** Calls of a batch, where the endpoint does not say; as in Gradio. */
const BATCH_SIZE = 4;
/** Ms running calls get to finish when the server closes. */
const DRAIN_MS = 10_000;

/**
 * A set of endpoints, their queue, their sessions. `State` is what one session keeps; `App` grows with each endpoint, so chain the calls
 * (or keep what they return) if a client is to know the types: `export type App = AppTypesOf<typeof app>`.
 */
export class Server<State = undefined, App extends AppTypes = Record<never, never>> {
  readonly #settings: Settings;
  readonly #endpoints: ServedEndpoint[] = [];
  /** Names of endpoints that have been described, and have no code yet. */
  readonly #incomplete = new Set<string>();
  readonly #queue: CallQueue;
  readonly #direct: DirectCalls;
  readonly #sessions = new Sessions();
  readonly #files: Files;
  readonly #closing = new AbortController();
  readonly #routes: Hono;
  /** From the call of `listen()` on: a socket that is still opening is closed, too. */
  #listening: Promise<Listener> | undefined;
  #closed: Promise<void> | undefined;

  constructor(options: ServerOptions<State> = {}) {
    this.#settings = settingsOf(options);
    const states = new States(options.stateStore, this.#settings.logger);
    const parts = { settings: this.#settings, sessions: this.#sessions, states, stepTimes: new RunTimes() };
    this.#files = new Files({
      ...this.#settings,
      isConnected: (session) => states.isConnected(session) || this.#sessions.get(session)?.idle === false,
      onError: (error) => this.#settings.logger.error("a file could not be removed", { error }),
    });
    this.#queue = new CallQueue(parts);
    this.#direct = new DirectCalls(parts);
    const app: RoutedApp = {
      settings: this.#settings,
      endpoints: this.#endpoints,
      queue: this.#queue,
      direct: this.#direct,
      sessions: this.#sessions,
      states,
      files: this.#files,
      uploads: new UploadWatches(),
      logins: this.#settings.auth === undefined ? undefined : new Logins(this.#settings.auth),
      appId: Math.floor(Math.random() * Number.MAX_SAFE_INTEGER),
      heartbeat: HEARTBEAT_MS,
      closing: this.#closing.signal,
    };
    this.#routes = buildRoutes(app);
    this.fetch = (input, init) => answerRequest(this.#routes, this.#settings, input, init);
  }

  /**
   * Describe an endpoint; `handle` or `handleBatch` on what this returns completes it. (Two steps, so that TypeScript knows the fields
   * before it looks at the handler: literals and tuples that a generator yields are then checked, not widened.)
   * @param name `"/name"`; letters, digits, `_`, `-`. Given twice: throws.
   */
  api<const Name extends `/${string}`, In extends Fields = Record<never, never>, const Out extends Output = undefined>(
    name: Name,
    definition: Endpoint<In, Out>,
  ): EndpointBuilder<State, App, Name, In, Out> {
    checkDefinition(name, definition as Endpoint);
    this.#refuseTwice(name);
    this.#incomplete.add(name);
    // The same server, with one endpoint more in its type.
    const complete = (code: Handler | BatchCode) =>
      this.#add(name, definition as Endpoint, code) as unknown as Server<State, App & Record<Name, TypesOf<In, Out>>>;
    return {
      handle: (handler) => complete(checkedHandler(name, handler) as Handler),
      handleBatch: (handler, options = {}) => {
        refuseUnknown(`handleBatch of ${name}`, options, ["maxSize"]);
        return complete({ handler: checkedHandler(name, handler) as BatchHandler, maxSize: options.maxSize ?? BATCH_SIZE });
      },
    };
  }

  /**
   * Answers any request to the app: for Bun, Deno, workerd, other routers, and tests without a socket
   * (`Client.connect("http://app", { fetch: app.fetch })`). Bound: pass it around. Mounted under a path that the router cuts off, set `rootPath`.
   * @param init As in `fetch`, after a string or `URL`; what runtimes pass after a `Request` (env, info, server) is ignored.
   */
  readonly fetch: (input: string | URL | Request, init?: unknown) => Promise<Response>;

  /** Serve over HTTP (Node, Bun, Deno). @throws Error if an explicit port is taken, an endpoint has no handler, or what `mcp` needs is not installed. */
  async listen(options: ListenOptions = {}): Promise<{ readonly url: string; readonly port: number }> {
    refuseUnknown("listen()", options, ["port", "host"]);
    const [incomplete] = this.#incomplete;
    if (incomplete !== undefined) throw new Error(`Endpoint ${incomplete} has no handler: call .handle() on what .api() returns.`);
    if (this.#listening !== undefined || this.#closed !== undefined) throw new Error("This server already listens, or has been closed.");
    // What is not installed is told to the author, not to the first caller.
    this.#listening = (this.#settings.mcp ? loadSdk() : Promise.resolve()).then(() => listen(this.fetch, options));
    try {
      const { url, port } = await this.#listening;
      return { url, port };
    } catch (error) {
      this.#listening = undefined;
      throw error;
    }
  }

  /**
   * Stop: new calls are turned away (503), waiting ones end with an error, running ones get `drain` ms to finish before their `signal`
   * aborts, then sockets close. Idempotent.
   * @param options.drain Default 10 000.
   */
  close(options: { readonly drain?: number | undefined } = {}): Promise<void> {
    refuseUnknown("close()", options, ["drain"]);
    this.#closed ??= this.#close(options.drain ?? DRAIN_MS);
    return this.#closed;
  }

  /** `close()`, at the end of an `await using`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #add(name: string, definition: Endpoint, code: Handler | BatchCode): this {
    this.#refuseTwice(name);
    const endpoint = serveEndpoint(this.#endpoints.length, name, definition, this.#settings.concurrencyLimit, code);
    this.#queue.register(endpoint);
    this.#endpoints.push(endpoint);
    this.#incomplete.delete(name);
    return this;
  }

  #refuseTwice(name: string): void {
    if (this.#endpoints.some((endpoint) => `/${endpoint.name}` === name)) {
      throw new InvalidArgumentError(`Endpoint ${name} is defined twice.`, "name");
    }
  }

  async #close(drain: number): Promise<void> {
    const reason = new AppError("The server has stopped.");
    this.#closing.abort(reason);
    this.#queue.fail("waiting", reason);
    await withinMs(drain, Promise.all([this.#queue.idle(), this.#direct.idle()]));
    this.#queue.fail("all", reason);
    this.#direct.fail(reason);
    this.#sessions.stop();
    const listener = await this.#listening?.catch(() => undefined);
    await listener?.close();
    await this.#files.close();
  }
}

/** An endpoint without its code. */
export interface EndpointBuilder<State, App extends AppTypes, Name extends `/${string}`, In extends Fields, Out extends Output> {
  /**
   * A plain handler gives one output. A generator gives many, each replacing the one before, as in Gradio: yield the whole text so far,
   * not the next token. An error it throws fails the call: `AppError` tells the caller why.
   */
  handle(
    handler: (inputs: Received<In>, context: Context<State>) => HandlerResult<Returned<Out>>,
  ): Server<State, App & Record<Name, TypesOf<In, Out>>>;

  /**
   * The handler works on several waiting calls at once: as many as there are, up to `maxSize` (default 4). Each caller sends and gets a
   * single value. It gives one output per element, in order; an exception fails them all. No generators, state, progress or logs.
   * Its signal aborts when none of the calls is left.
   */
  handleBatch(
    handler: (
      batch: readonly Received<In>[],
      context: { readonly signal: AbortSignal },
    ) => readonly Returned<Out>[] | Promise<readonly Returned<Out>[]>,
    options?: { readonly maxSize?: number | undefined },
  ): Server<State, App & Record<Name, TypesOf<In, Out>>>;
}

function checkedHandler(endpoint: string, handler: unknown): unknown {
  if (typeof handler === "function") return handler;
  throw new InvalidArgumentError(`Endpoint ${endpoint}: its handler must be a function.`, "handler");
}

/**
 * The types of this server for its clients, without running it: `Client.connect<AppTypesOf<typeof app>>(url)`.
 * By name only: TypeScript cannot tell the order of an object's keys, so positional inputs do not compile (they work).
 */
export type AppTypesOf<S> = S extends Server<infer _State, infer App> ? { [E in keyof App]: App[E] } : never;

/** Resolves with the promise, or when the time is up. */
async function withinMs(ms: number, promise: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([promise, new Promise((resolve) => (timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER))))]);
  clearTimeout(timer);
}
