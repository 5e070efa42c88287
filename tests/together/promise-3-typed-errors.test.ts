import { createServer } from "node:net";
import {
  AppError,
  AuthenticationError,
  CancelledError,
  Client,
  ClientClosedError,
  type ClientOptions,
  ConnectionError,
  ConnectionLostError,
  EndpointNotFoundError,
  GradioError,
  HttpError,
  handleFile,
  InvalidArgumentError,
  type Logger,
  ProtocolError,
  QueueFullError,
  RateLimitError,
  SessionNotFoundError,
  TimeoutError,
  UnsupportedAppError,
  UploadError,
  ValidationError,
} from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CONFIG, completed, failed, html, json, networkFailure, ScriptedServer } from "./scripted-server.js";

type ErrorClass = abstract new (...args: never[]) => GradioError;

const caught = (promise: Promise<unknown>): Promise<GradioError> =>
  promise.then(
    (value) => expect.fail(`resolved: ${JSON.stringify(value)}`),
    (error: unknown) => error as GradioError,
  );

/** A port where nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("promise 3: failures are typed errors", () => {
  const console_ = (["log", "debug", "info", "warn", "error"] as const).map((name) => vi.spyOn(console, name));
  const stderr = vi.spyOn(process.stderr, "write");
  const unhandled = vi.fn();
  let server: ScriptedServer;

  beforeEach(() => {
    server = new ScriptedServer();
    process.on("unhandledRejection", unhandled);
  });
  afterEach(async () => {
    await new Promise((resolve) => setTimeout(resolve, 1));
    process.off("unhandledRejection", unhandled);
    for (const spy of console_) expect(spy).not.toHaveBeenCalled();
    expect(stderr).not.toHaveBeenCalled();
    expect(unhandled).not.toHaveBeenCalled();
    vi.useRealTimers();
  });

  const connect = (options: ClientOptions = {}) => Client.connect("http://app.test", { fetch: server.fetch, maxRetries: 0, ...options });

  describe("connect()", () => {
    it.each<[string, () => Response | Promise<Response>, ErrorClass, object]>([
      [
        "no such page",
        () => json({ detail: "Not Found" }, 404),
        UnsupportedAppError,
        { status: 404, message: expect.stringContaining("no Gradio app at http://app.test/") },
      ],
      ["a page", () => html(), UnsupportedAppError, { message: expect.stringContaining("text/html") }],
      ["JSON of something else", () => json({ hello: 1 }), UnsupportedAppError, { message: expect.stringContaining("not a Gradio app") }],
      ["a list", () => json([]), UnsupportedAppError, {}],
      ["null", () => json(null), UnsupportedAppError, {}],
      [
        "Gradio 2",
        () => json({ version: "2.9.4", input_components: [], allow_flagging: "never" }),
        UnsupportedAppError,
        { message: expect.stringContaining("Gradio 2") },
      ],
      [
        "a protocol to come",
        () => json({ ...CONFIG, version: "7.1.0", protocol: "sse_v9" }),
        UnsupportedAppError,
        { message: expect.stringMatching(/Gradio 7\.1\.0 \(protocol "sse_v9"\).*Gradio 3\.0 to 6/) },
      ],
      [
        "a login",
        () => json({ detail: "Not authenticated" }, 401),
        AuthenticationError,
        { status: 401, message: expect.stringMatching(/Not authenticated.*auth: \[username, password\]/) },
      ],
      [
        "a login, from 5.36",
        () => json({ detail: { error: "Not authenticated", auth_message: "Ask Ada" } }, 401),
        AuthenticationError,
        { message: expect.stringContaining("Ask Ada") },
      ],
      ["a proxy that forbids", () => html(403), AuthenticationError, { status: 403, message: expect.stringContaining("`token`") }],
      [
        "too many requests",
        () => new Response("slow down", { status: 429, headers: { "retry-after": "5" } }),
        RateLimitError,
        { retryAfter: 5, retryable: true, message: expect.stringContaining("slow down") },
      ],
      ["a failing server", () => html(502), HttpError, { status: 502, retryable: true }],
      [
        "a redirect elsewhere",
        () => new Response(null, { status: 301, headers: { location: "https://app.test/config" } }),
        HttpError,
        { message: expect.stringContaining("connect there") },
      ],
      [
        "nothing at all",
        () => Promise.reject(networkFailure("ECONNREFUSED")),
        ConnectionError,
        { retryable: true, message: expect.stringContaining("Is the app running there?") },
      ],
      [
        "no such host",
        () => Promise.reject(networkFailure("ENOTFOUND")),
        ConnectionError,
        { message: expect.stringContaining("Check the URL") },
      ],
    ])("at %s", async (_, answer, type, evidence) => {
      server.on("config", answer);
      const error = await caught(connect());
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject(evidence);
      expect(error.url ?? "http://app.test/config").toBe("http://app.test/config");
    });

    it("with a login the app refuses, in its words", async () => {
      server.on("login", () => json({ detail: "Incorrect credentials." }, 400));
      const error = await caught(connect({ auth: ["ada", "s3cret"] }));
      expect(error).toBeInstanceOf(AuthenticationError);
      expect(error).toMatchObject({ status: 400, message: expect.stringContaining("Incorrect credentials.") });
      expect(JSON.stringify([error, error.message, error.stack])).not.toContain("s3cret");
    });

    it("when nothing listens, and when there is no such host, over a real network", async () => {
      const refused = await caught(Client.connect(`http://127.0.0.1:${await freePort()}`, { maxRetries: 0 }));
      expect(refused).toBeInstanceOf(ConnectionError);
      expect(refused.message).toContain("ECONNREFUSED");
      const nowhere = await caught(Client.connect("http://nowhere.invalid", { maxRetries: 0 }));
      expect(nowhere).toBeInstanceOf(ConnectionError);
    });

    it("when it takes too long, or is cancelled", async () => {
      server.on("config", () => new Promise(() => {}));
      const late = await caught(connect({ connectTimeout: 20 }));
      expect(late).toBeInstanceOf(TimeoutError);
      expect(late).toMatchObject({ phase: "connect", url: "http://app.test/" });
      const reason = new Error("enough");
      expect(await caught(connect({ signal: AbortSignal.abort(reason) }))).toMatchObject({ code: "CANCELLED", cause: reason });
      const controller = new AbortController();
      const connecting = caught(connect({ signal: controller.signal }));
      controller.abort(reason);
      expect(await connecting).toBeInstanceOf(CancelledError);
    });

    it.each<[string, unknown, RegExp]>([
      ["localhost:7860", undefined, /is no URL of http or https, such as "http:\/\/localhost:7860"/],
      ["127.0.0.1:7860", undefined, /"http:\/\/127\.0\.0\.1:7860"/],
      ["example.com", undefined, /"http:\/\/example\.com"/],
      ["//example.com/x", undefined, /"http:\/\/example\.com\/x"/],
      ["ftp://example.com", undefined, /"http:\/\/example\.com"/],
      ["", undefined, /takes the name of a Space or the URL of an app, not an empty text/],
      ["http://", undefined, /is no URL/],
      ["ftp://host/app", undefined, /is no URL of http or https, such as "http:\/\/host\/app"/],
      ["http://ada:pw@app.test", undefined, /give them as auth/],
      ["http://app.test", { tokne: "x" }, /no option "tokne"\. Did you mean "token"\?/],
      ["http://app.test", { hf_token: "x" }, /no option "hf_token"\. Did you mean "token"\?/],
      ["http://app.test", { token: "" }, /token must be/],
      ["http://app.test", { token: "a\nb" }, /token holds characters/],
      ["http://app.test", { auth: ["ada"] }, /auth must be a pair/],
      ["http://app.test", { requestTimeout: 0 }, /requestTimeout must be milliseconds/],
      ["http://app.test", { silenceTimeout: Number.NaN }, /silenceTimeout must be/],
      ["http://app.test", { maxRetries: 1.5 }, /maxRetries must be a whole number/],
      ["http://app.test", { signal: {} }, /signal must be an AbortSignal/],
      ["http://app.test", { logger: {} }, /logger must be/],
      ["http://app.test", { headers: { "a b": "c" } }, /cannot be the name of a header/],
      ["http://app.test", null, /options as an object/],
      ["http://app.test", [], /options as an object/],
    ])("for connect(%j, %o): says what would do, and asks nobody (users.md row 35)", async (src, options, message) => {
      const given = (
        options === undefined
          ? { fetch: server.fetch }
          : options === null || Array.isArray(options)
            ? options
            : { fetch: server.fetch, ...(options as object) }
      ) as ClientOptions;
      const error = await caught(Client.connect(src, given));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(error.message).toMatch(message);
      expect(server.requests).toEqual([]);
    });
  });

  describe("a call", () => {
    it.each<[string, Parameters<Client["submit"]>, ErrorClass, RegExp]>([
      ["of an unknown endpoint", ["/ehco", ["x"]], EndpointNotFoundError, /Did you mean "\/echo"\?/],
      ["of an unknown number", [77 as never, ["x"]], EndpointNotFoundError, /no endpoint 77/],
      ["of a private endpoint", ["/hidden", ["x"]], EndpointNotFoundError, /is private/],
      ["without an endpoint, where there are several", [["x"] as never], EndpointNotFoundError, /several endpoints: name one/],
      ["with too many inputs", ["/echo", ["x", "y"]], InvalidArgumentError, /takes 1 input, not 2\. It takes \(text\)/],
      ["with too few", ["/echo", []], InvalidArgumentError, /needs "text"/],
      ["with a slot for the state that nobody sees", ["/count", ["x", null]], InvalidArgumentError, /takes 1 input, not 2/],
      ["by an unknown name", ["/echo", { txet: "x" }], InvalidArgumentError, /no parameter "txet"\. Did you mean "text"\?/],
      ["with a lone value", ["/echo", "x" as never], InvalidArgumentError, /a lone string is neither/],
      ["with values one by one", ["/echo", "x" as never, "y" as never], InvalidArgumentError, /./],
      ["of an endpoint that is undefined", [undefined, ["x"]] as never, InvalidArgumentError, /endpoint is undefined/],
      [
        "with an option like no other",
        ["/echo", ["x"], { colour: 1 }] as never,
        InvalidArgumentError,
        /no option "colour"\. It has signal, timeout/,
      ],
      ["with too much", ["/echo", ["x"], {}, {}] as never, InvalidArgumentError, /not listed one by one/],
      [
        "with an unknown option",
        ["/echo", ["x"], { timout: 5 } as never],
        InvalidArgumentError,
        /no option "timout"\. Did you mean "timeout"\?/,
      ],
      ["with a bad option", ["/echo", ["x"], { resubmit: -1 }], InvalidArgumentError, /resubmit must be/],
      ["with what JSON cannot carry", ["/echo", [10n]], InvalidArgumentError, /holds a bigint/],
    ])("%s: thrown by submit() here and now, a rejection of predict(), and nothing is sent", async (_, call, type, message) => {
      const client = await connect();
      const before = server.requests.length;
      expect(() => client.submit(...call)).toThrow(type as never);
      expect(() => client.submit(...call)).toThrow(message);
      const rejected = client.predict(...call);
      expect(await caught(rejected)).toBeInstanceOf(type);
      expect(server.requests).toHaveLength(before);
    });

    it.each<[string, () => Response | Promise<Response>, ErrorClass, object]>([
      [
        "a full queue (users.md row 37)",
        () => json({ detail: "Queue is full. Max size is 1 and size is 1." }, 503),
        QueueFullError,
        { retryable: true, status: 503 },
      ],
      ["a stopped queue", () => json({ detail: "Queue is stopped." }, 503), HttpError, { status: 503 }],
      [
        "the app's validators",
        () => json({ detail: [{ is_valid: false, message: "too short" }] }, 422),
        ValidationError,
        { issues: [{ parameter: "text", message: "too short" }] },
      ],
      [
        "a body it does not take",
        () => json({ detail: [{ loc: ["body"], msg: "Field required", type: "missing" }] }, 422),
        HttpError,
        { message: expect.stringContaining("Field required") },
      ],
      ["a login that ended", () => json({ detail: "Not authenticated" }, 401), AuthenticationError, {}],
      ["too many requests", () => html(429), RateLimitError, { retryAfter: undefined }],
      [
        "a function it does not know",
        () => new Response("Traceback (most recent call last):\nKeyError: 5", { status: 500 }),
        HttpError,
        { message: expect.stringContaining("KeyError: 5") },
      ],
      ["a page", () => html(), ProtocolError, {}],
      [
        "a reset connection",
        () => Promise.reject(networkFailure("ECONNRESET")),
        ConnectionError,
        { message: expect.stringContaining("may have been done") },
      ],
    ])("that is refused by %s", async (_, answer, type, evidence) => {
      const client = await connect();
      server.on("gradio_api/queue/join", answer);
      const error = await caught(client.predict("/echo", ["x"]));
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject(evidence);
      expect(server.to("gradio_api/queue/join")).toHaveLength(1);
      server.on("gradio_api/queue/join", () => json({ event_id: "next" }));
      const next = client.predict("/echo", ["x"]);
      (await server.stream()).send(completed("next", "fine"));
      expect(await next).toBe("fine");
    });

    it("whose function fails: in the app's words", async () => {
      const client = await connect();
      const call = caught(client.predict("/echo", ["x"]));
      (await server.stream()).send(failed("e1", { error: "no <b>way</b>", title: "Oh", duration: null, visible: false }));
      expect(await call).toBeInstanceOf(AppError);
      expect(await call).toMatchObject({
        message: "no <b>way</b>",
        title: "Oh",
        duration: null,
        visible: false,
        eventId: "e1",
        retryable: false,
      });
    });

    it("whose stream is lost: with what the server answered, and that the work is lost (users.md row 26)", async () => {
      const client = await connect();
      server.on("gradio_api/queue/data", () => html(503));
      const error = await caught(client.predict("/echo", ["x"]));
      expect(error).toBeInstanceOf(ConnectionLostError);
      expect(error).toMatchObject({
        status: 503,
        retryable: true,
        cause: expect.any(HttpError),
        message: expect.stringContaining("call again"),
      });
      server.on("gradio_api/queue/data", () => json({ detail: "Not authenticated" }, 401));
      expect(await caught(client.predict("/echo", ["x"]))).toBeInstanceOf(AuthenticationError);
    });

    it("whose session the server forgot: says what to do (users.md row 32)", async () => {
      const client = await connect();
      const call = caught(client.predict("/echo", ["x"]));
      (await server.stream()).send({ msg: "unexpected_error", message: "404: Not Found", session_not_found: true, success: false });
      expect(await call).toBeInstanceOf(SessionNotFoundError);
      expect((await call).message).toContain("sticky");
    });

    it("whose file cannot be uploaded never joins the queue (users.md rows 7, 8)", async () => {
      const client = await connect();
      server.on("gradio_api/upload", () => new Response("File size exceeded maximum allowed size of 5 bytes.", { status: 413 }));
      for (const file of [new File(["x"], "a.png"), handleFile("/no/such/file.png")]) {
        const error = await caught(client.predict("/echo", [file]));
        expect(error).toBeInstanceOf(UploadError);
      }
      expect(server.to("gradio_api/queue/join")).toHaveLength(0);
    });

    it.each<[string, object]>([
      ["edits that fit nothing", { msg: "process_generating", event_id: "e1", output: { data: [[["append", ["x"], "y"]]] } }],
      [
        "a file whose path is no text",
        {
          msg: "process_completed",
          event_id: "e1",
          success: true,
          output: { data: [{ path: "\ud800", meta: { _type: "gradio.FileData" } }] },
        },
      ],
      ["too few outputs", { msg: "process_completed", event_id: "e1", success: true, output: { data: [] } }],
    ])("that gives %s fails alone, by an error of ours", async (_, message) => {
      const client = await connect();
      const sibling = client.predict("/stream", ["y"]);
      const stream = await server.stream();
      const call = caught(client.predict("/echo", ["x"]));
      await server.until(() => server.to("gradio_api/queue/join").length === 2);
      stream.send(
        { msg: "process_generating", event_id: "e2", output: { data: ["a"] } },
        { ...message, event_id: "e2" },
        completed("e1", "fine"),
      );
      expect(await call).toBeInstanceOf(ProtocolError);
      expect(await sibling).toBe("fine");
    });

    it("after close()", async () => {
      const client = await connect();
      await client.close();
      await client.close();
      expect(() => client.submit("/echo", ["x"])).toThrow(ClientClosedError);
      expect(await caught(client.predict("/echo", ["x"]))).toBeInstanceOf(ClientClosedError);
      for (const use of [() => client.session(), () => client.resetSession()]) expect(use).toThrow(ClientClosedError);
    });
  });

  it("nobody awaits: no unhandled rejection, whatever happens", async () => {
    const client = await connect();
    client.submit("/echo", ["x"]);
    client.submit("/stream", ["x"]).addDoneCallback(() => {});
    client.submit("/direct", ["x"]);
    (await server.stream()).reset();
    const aborted = new AbortController();
    client.submit("/echo", ["x"], { signal: aborted.signal, timeout: 5 });
    aborted.abort();
    await new Promise((resolve) => setTimeout(resolve, 20));
    client.submit("/echo", ["x"]);
    await client.close();
  });

  it("a logger hears what happens, and nothing it may not know", async () => {
    const lines: string[] = [];
    const tell = (message: string, fields?: object) => void lines.push(`${message} ${JSON.stringify(fields)}`);
    const logger: Logger = { debug: tell, info: tell, warn: tell, error: tell };
    server.on("login", () => json({ success: true }, 200, { "set-cookie": "login=c00kie" }));
    server.on("config", () => json({ ...CONFIG, connect_heartbeat: true }));
    const client = await Client.connect("https://a-b.hf.space", {
      fetch: server.fetch,
      logger,
      token: "hf_t0ken",
      auth: ["ada", 'pa"ss'],
      headers: { authorization: "Bearer app-s3cret", cookie: "n=1" },
    });
    // A server that says back whatever it was sent.
    const echo = 'hf_t0ken c00kie pa"ss app-s3cret call-s3cret';
    for (const status of [400, 403]) {
      server.on("gradio_api/cancel", () => json({ detail: echo }, status));
      const job = client.submit("/echo", ["x"], { headers: { authorization: "Bearer call-s3cret" } });
      await vi.waitFor(() => expect(job.eventId).toBeDefined());
      await job.cancel();
    }
    (await server.stream()).reset();
    let joins = 0;
    server.on("gradio_api/queue/join", () => (joins++ === 0 ? json({ detail: echo }, 503) : json({ detail: echo }, 400)));
    const refused = client.submit("/echo", ["x"], { resubmit: 1, headers: { authorization: "Bearer call-s3cret" } });
    expect((await refused.exception())?.status).toBe(400);
    expect(lines.some((line) => line.startsWith("submitting again"))).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await client.close();
    expect(lines.length).toBeGreaterThan(4);
    expect(lines.join("\n")).not.toMatch(/hf_t0ken|c00kie|pa\\*"ss|app-s3cret|call-s3cret/);
    expect(lines.join("\n")).not.toContain(client.sessionHash);
  });

  it("every error can be logged as it is: name, code, message, status, url, event", async () => {
    server.on("config", () => json({ detail: "no" }, 500));
    const error = await caught(connect());
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      name: "HttpError",
      code: "HTTP",
      message: "The server answered 500: no",
      status: 500,
      url: "http://app.test/config",
    });
    expect(error).toBeInstanceOf(GradioError);
  });
});
