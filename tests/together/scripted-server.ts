import type { FetchFunction, FetchInit, FetchResponse } from "@gradio-ts/client";

/** A request as it reached the server. */
export interface SeenRequest {
  readonly method: string;
  /** Path without the leading slash and without query, e.g. `"gradio_api/queue/join"`. */
  readonly path: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, or as it was. */
  readonly body: unknown;
  readonly signal: AbortSignal | undefined;
}

export type Handler = (request: SeenRequest) => FetchResponse | Promise<FetchResponse>;

type Message = Readonly<Record<string, unknown>>;

/**
 * A Gradio whose every answer the test writes by hand: what a real server cannot be made to do. By default it knows one small app, accepts
 * every join as `e1`, `e2` …, and says nothing on its event streams until the test does.
 */
export class ScriptedServer {
  readonly requests: SeenRequest[] = [];
  /** The event streams that were opened, in order. */
  readonly streams: ScriptedStream[] = [];
  readonly #handlers = new Map<string, Handler>();
  #waiting: (() => void)[] = [];
  #joins = 0;

  constructor() {
    this.on("config", () => json(CONFIG));
    this.on("gradio_api/info", () => json(INFO));
    this.on("gradio_api/queue/join", () => json({ event_id: `e${++this.#joins}` }));
    this.on("gradio_api/queue/data", ({ signal }) => this.openStream(signal));
    this.on("gradio_api/cancel", () => json({ success: true }));
    this.on("gradio_api/app_id", () => json({ app_id: CONFIG.app_id }));
  }

  /** Answer requests to a path so, from now on; `*` at its end stands for anything. */
  on(path: string, handler: Handler): void {
    this.#handlers.set(path, handler);
  }

  readonly fetch: FetchFunction = async (url, init: FetchInit = {}) => {
    const request = seen(url, init);
    init.signal?.throwIfAborted();
    this.requests.push(request);
    this.#notify();
    const answer = Promise.resolve(this.#handler(request.path)(request));
    const aborted = new Promise<never>((_, reject) => init.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    return Promise.race([answer, aborted]);
  };

  #handler(path: string): Handler {
    const [, named] =
      [...this.#handlers].find(([route]) => route === path || (route.endsWith("*") && path.startsWith(route.slice(0, -1)))) ?? [];
    return named ?? notFound;
  }

  /** A heartbeat that goes on until the client lets go of it. */
  openHeartbeat(signal: AbortSignal | undefined): Response {
    return new Response(new ScriptedStream(signal).body, { headers: { "content-type": "text/event-stream" } });
  }

  openStream(signal: AbortSignal | undefined): Response {
    const stream = new ScriptedStream(signal);
    this.streams.push(stream);
    this.#notify();
    return new Response(stream.body, { headers: { "content-type": "text/event-stream; charset=utf-8" } });
  }

  /** The requests to a path so far. */
  to(path: string): readonly SeenRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** The `index`-th event stream, once it is opened. */
  async stream(index = 0): Promise<ScriptedStream> {
    await this.until(() => this.streams.length > index);
    return this.streams[index] as ScriptedStream;
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #notify(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** An event stream whose bytes the test writes. */
export class ScriptedStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Whether the client has let go of it. */
  dropped = false;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor(signal?: AbortSignal) {
    this.body = new ReadableStream({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.dropped = true;
      },
    });
    signal?.addEventListener("abort", () => {
      if (this.dropped) return;
      this.dropped = true;
      try {
        this.#controller?.error(signal.reason);
      } catch {
        // Already ended.
      }
    });
  }

  send(...messages: readonly Message[]): void {
    for (const message of messages) this.write(`data: ${JSON.stringify(message)}\n\n`);
  }

  write(text: string | Uint8Array): void {
    this.#controller?.enqueue(typeof text === "string" ? new TextEncoder().encode(text) : text);
  }

  /** `close_stream`, and the end. */
  close(): void {
    this.send({ msg: "close_stream", event_id: null });
    this.end();
  }

  /** The end, without a word. */
  end(): void {
    this.#controller?.close();
  }

  /** As a connection that is reset. */
  reset(): void {
    this.#controller?.error(
      Object.assign(new TypeError("terminated"), { cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) }),
    );
  }
}

function seen(url: string, init: FetchInit): SeenRequest {
  const parsed = new URL(url);
  const text = typeof init.body === "string" ? init.body : undefined;
  let body: unknown = init.body;
  try {
    if (text !== undefined) body = JSON.parse(text);
  } catch {
    // A form, as text.
  }
  const headers = Object.fromEntries(Object.entries(init.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return { method: init.method ?? "GET", path: parsed.pathname.slice(1), url: parsed, headers, body, signal: init.signal };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });
}

export function html(status = 200): Response {
  return new Response("<!doctype html><title>Hello</title>", { status, headers: { "content-type": "text/html" } });
}

const notFound: Handler = () => json({ detail: "Not Found" }, 404);

/** What `fetch` of Node throws where nothing listens. */
export function networkFailure(code: string): TypeError {
  return Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(`connect ${code} 127.0.0.1:7860`), { code }) });
}

// ---------------------------------------------------------------------------------------------- messages of one event

export const estimation = (event_id: string, rank = 0, queue_size = 1, rank_eta: number | null = null): Message => ({
  msg: "estimation",
  event_id,
  rank,
  queue_size,
  rank_eta,
});
export const starts = (event_id: string, eta: number | null = null): Message => ({ msg: "process_starts", event_id, eta });
export const generating = (event_id: string, ...data: readonly unknown[]): Message => ({
  msg: "process_generating",
  event_id,
  output: { data, is_generating: true, duration: 0.1, average_duration: 0.1 },
  success: true,
  time_limit: null,
});
export const completed = (event_id: string, ...data: readonly unknown[]): Message => ({
  msg: "process_completed",
  event_id,
  output: { data, is_generating: false, duration: 0.1, average_duration: 0.1 },
  success: true,
  title: null,
});
export const failed = (event_id: string, output: Message): Message => ({
  msg: "process_completed",
  event_id,
  output,
  success: false,
  title: "Error",
});

// ---------------------------------------------------------------------------------------------- the app

const textbox = (id: number, label: string) => ({
  id,
  type: "textbox",
  props: { label, name: "textbox" },
  skip_api: false,
  api_info: { type: "string" },
  example_inputs: "Hello!!",
});

const dependency = (id: number, api_name: string, more: object = {}) => ({
  id,
  targets: [[9, "click"]],
  inputs: [1],
  outputs: [2],
  backend_fn: true,
  queue: true,
  api_name,
  types: { generator: false, cancel: false },
  api_visibility: "public",
  ...more,
});

export const CONFIG = {
  version: "6.31.0",
  api_prefix: "/gradio_api",
  protocol: "sse_v3",
  app_id: 4662820346,
  title: "Scripted",
  connect_heartbeat: false,
  max_file_size: null,
  root: "http://elsewhere.example",
  components: [textbox(1, "text"), textbox(2, "output"), { id: 3, type: "state", props: { name: "state" }, skip_api: true }],
  dependencies: [
    dependency(0, "echo"),
    dependency(1, "stream", { types: { generator: true, cancel: false } }),
    dependency(2, "direct", { queue: false }),
    dependency(3, "count", { inputs: [1, 3], outputs: [2, 3] }),
    dependency(4, "hidden", { api_visibility: "private" }),
  ],
  layout: {},
};

const described = () => ({
  parameters: [
    {
      label: "text",
      parameter_name: "text",
      parameter_has_default: false,
      parameter_default: null,
      type: { type: "string" },
      python_type: { type: "str", description: "" },
      component: "Textbox",
      example_input: "Hello!!",
    },
  ],
  returns: [{ label: "output", type: { type: "string" }, python_type: { type: "str", description: "" }, component: "Textbox" }],
  api_visibility: "public",
  description: "",
});

export const INFO = {
  named_endpoints: { "/echo": described(), "/stream": described(), "/direct": described(), "/count": described() },
  unnamed_endpoints: {},
};
