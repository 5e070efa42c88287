import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { App, Endpoint } from "../app/app.js";
import {
  AuthenticationError,
  CancelledError,
  ConnectionError,
  type GradioError,
  HttpError,
  ProtocolError,
  QueueFullError,
  RateLimitError,
  ValidationError,
} from "../errors.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import type { Call, CallMessage, StreamSubscriber, WireSession } from "./call.js";
import { sseV1AndLater } from "./sse-v1-and-later.js";

const endpoint = { fnIndex: 7, name: "/echo", inputs: [{ name: "first" }, null, { name: "second" }] } as unknown as Endpoint;
const call: Call = { endpoint, data: ["a", null, "b"], headers: new Map([["x-call", "1"]]) };
const app = (version: App["version"] = { major: 6, minor: 31, patch: 0 }) => ({ version, prefix: "gradio_api/" }) as App;

/** One call against a server that answers by path; the stream is the test's own. */
function started(answers: Record<string, () => Response>, version?: App["version"], onSignal?: (signal?: AbortSignal) => void) {
  const sent: { path: string; body: unknown; headers: Record<string, string> | undefined }[] = [];
  const fetch: FetchFunction = async (url, { body, headers, signal } = {}) => {
    onSignal?.(signal);
    const path = new URL(url).pathname.slice(1);
    sent.push({ path, body: JSON.parse(body as string), headers });
    return answers[path]?.() ?? new Response(null, { status: 404 });
  };
  const told: string[] = [];
  const tell = (message: string) => void told.push(message);
  const http = testHttp(fetch, { log: { debug: tell, info: tell, warn: tell, error: tell } });
  const heard: CallMessage[] = [];
  let subscriber: StreamSubscriber | undefined;
  const stream = {
    dropped: false,
    idle: true,
    letGo: false,
    subscribe(given: StreamSubscriber, join: () => Promise<string>) {
      subscriber = given;
      const joined = join().then(
        (id) => {
          given.accepted(id);
          return id;
        },
        (error: GradioError) => {
          given.lost(error);
          return undefined;
        },
      );
      return {
        joined,
        drop: () => {
          stream.dropped = true;
        },
      };
    },
    dropIdle: async () => {
      stream.letGo = true;
    },
  };
  const session: WireSession = { hash: "s1", stream };
  const running = sseV1AndLater(http, app(version)).start(call, session, (message) => heard.push(message));
  return { sent, heard, stream, running, told, say: (message: object) => subscriber?.message(message as never) };
}

const json = (value: unknown, status = 200) =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json" } });
const JOIN = "gradio_api/queue/join";
const accepts = { [JOIN]: () => json({ event_id: "e1" }), "gradio_api/cancel": () => json({ success: true }) };

describe("sseV1AndLater", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("joins with every slot of the wire, and the call's headers", async () => {
    const { sent, heard } = started(accepts);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toEqual([
      {
        path: JOIN,
        body: { data: ["a", null, "b"], fn_index: 7, session_hash: "s1", event_data: null, trigger_id: null },
        headers: expect.objectContaining({ "x-call": "1", "content-type": "application/json" }),
      },
    ]);
    expect(heard).toEqual([{ type: "accepted", eventId: "e1" }]);
  });

  it("asks for whole values where a version's edits cannot be read (5.29.1 to 5.35; protocol.md §4)", async () => {
    const { sent } = started(accepts, { major: 5, minor: 30, patch: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[0]?.body).toMatchObject({ simple_format: true });
  });

  it.each<[string, Response, new (...args: never[]) => GradioError, object]>([
    [
      "a full queue",
      json({ detail: "Queue is full. Max size is 1 and size is 1." }, 503),
      QueueFullError,
      { retryable: true, message: "Queue is full. Max size is 1 and size is 1." },
    ],
    [
      "a stopped queue",
      json({ detail: "Queue is stopped." }, 503),
      HttpError,
      { retryable: true, message: expect.stringContaining("Queue is stopped.") },
    ],
    ["a proxy's 503", new Response("<html>", { status: 503 }), HttpError, { retryable: true }],
    [
      "FastAPI's 422",
      json({ detail: [{ type: "missing", loc: ["body", "fn_index"], msg: "Field required", input: {} }] }, 422),
      HttpError,
      { message: "The server answered 422: Field required" },
    ],
    [
      "400",
      json({ detail: "Session hash not found." }, 400),
      HttpError,
      { retryable: false, message: expect.stringContaining("Session hash not found.") },
    ],
    [
      "401, up to 5.35",
      json({ detail: "Not authenticated" }, 401),
      AuthenticationError,
      { message: expect.stringContaining("Not authenticated") },
    ],
    [
      "401, from 5.36",
      json({ detail: { error: "Not authenticated", auth_message: "Ask Ada" } }, 401),
      AuthenticationError,
      { message: expect.stringMatching(/Not authenticated.*Ask Ada/) },
    ],
    ["429", new Response("slow", { status: 429, headers: { "retry-after": "7" } }), RateLimitError, { retryAfter: 7, retryable: true }],
    [
      "a traceback",
      new Response("Traceback (most recent call last):\n  x\nKeyError: 99", { status: 500 }),
      HttpError,
      { message: "The server answered 500: KeyError: 99", retryable: true },
    ],
    ["a page", new Response("<!doctype html>", { headers: { "content-type": "text/html" } }), ProtocolError, {}],
    ["an answer without an id", json({ event_id: 5 }), ProtocolError, {}],
    ["null", json(null), ProtocolError, {}],
    [
      "a redirect",
      new Response(null, { status: 307, headers: { location: "https://app.test/queue/join" } }),
      HttpError,
      { message: expect.stringContaining("connect there") },
    ],
  ])("fails when refused by %s", async (_, answer, type, evidence) => {
    const { heard, sent } = started({ [JOIN]: () => answer });
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toHaveLength(1);
    expect(heard).toEqual([{ type: "failed", error: expect.any(type) }]);
    expect((heard[0] as { error: GradioError }).error).toMatchObject(evidence);
  });

  it("names what the app's validators refused, parameter by parameter", async () => {
    const detail = [
      { is_valid: true, message: "" },
      { __type__: "validate", is_valid: false, message: "too long", parameter_name: "second" },
    ];
    const { heard } = started({ [JOIN]: () => json({ detail }, 422) });
    await vi.advanceTimersByTimeAsync(0);
    const { error } = heard[0] as unknown as { error: ValidationError };
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({
      status: 422,
      issues: [{ parameter: "second", message: "too long" }],
      message: expect.stringContaining("second: too long"),
    });
  });

  it("names a refused parameter by its place where the validator does not", async () => {
    const { heard } = started({ [JOIN]: () => json({ detail: [{ is_valid: true }, { is_valid: false, message: "no" }] }, 422) });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard[0]).toMatchObject({ error: { issues: [{ parameter: "second", message: "no" }] } });
  });

  it("says of a join whose answer never came that it may run", async () => {
    const { heard } = started({
      [JOIN]: () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
      },
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard[0]).toMatchObject({ error: expect.any(ConnectionError) });
    expect((heard[0] as { error: GradioError }).error.message).toContain("may have been done");
  });

  it("ends quietly here, and at the server only if told to", async () => {
    const { running, sent, stream } = started(accepts);
    await running.end(false);
    expect(stream.dropped).toBe(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(sent.map(({ path }) => path)).toEqual([JOIN]);
  });

  it("cancels by the id that only the join's answer tells, with the call's headers (users.md row 5)", async () => {
    const { running, sent } = started(accepts);
    await running.end(true);
    expect(sent[1]).toEqual({
      path: "gradio_api/cancel",
      body: { event_id: "e1", session_hash: "s1", fn_index: 7 },
      headers: expect.objectContaining({ "x-call": "1" }),
    });
  });

  describe("of a call that waits in the queue, up to 6.13", () => {
    const old = { major: 6, minor: 13, patch: 0 };

    it("lets go of the stream, at once, and asks for nothing: it would run all the same", async () => {
      const { running, sent, stream } = started(accepts, old);
      void running.end(true);
      expect(stream.letGo).toBe(true);
      await vi.advanceTimersByTimeAsync(0);
      expect(sent).toHaveLength(1);
    });

    it("leaves it to run where other calls need the stream: a cancel could end theirs (protocol.md §8)", async () => {
      const { running, sent, stream, told } = started(accepts, old);
      stream.idle = false;
      await running.end(true);
      expect([sent.length, stream.dropped, stream.letGo]).toEqual([1, true, false]);
      expect(told).toContain("a cancelled call was left to run, unheard");
    });

    it("cancels it as any other once it has started, and keeps the stream", async () => {
      const { running, sent, stream, say } = started(accepts, old);
      stream.idle = false;
      say({ msg: "process_starts", event_id: "e1", eta: 1 });
      await running.end(true);
      expect([sent.length, stream.letGo]).toEqual([2, false]);
    });
  });

  it("keeps the stream after cancelling a queued call from 6.14 on", async () => {
    const { running, sent, stream } = started(accepts, { major: 6, minor: 14, patch: 0 });
    await running.end(true);
    expect([sent.length, stream.letGo]).toEqual([2, false]);
  });

  it("has nothing to cancel where the join failed", async () => {
    const { running, sent } = started({ [JOIN]: () => json({ detail: "no" }, 400) });
    await running.end(true);
    expect(sent).toHaveLength(1);
  });

  it("asks once: a second cancel would end what has begun since", async () => {
    const { running, sent } = started({ ...accepts, "gradio_api/cancel": () => json({}, 503) });
    const ended = running.end(true);
    await vi.advanceTimersByTimeAsync(60_000);
    await ended;
    expect(sent.map(({ path }) => path)).toEqual([JOIN, "gradio_api/cancel"]);
  });

  it("lets go of a join that nobody answers", async () => {
    let signal: AbortSignal | undefined;
    const { running } = started({ [JOIN]: () => new Promise(() => {}) as never }, undefined, (given) => {
      signal = given;
    });
    void running.end(true);
    await vi.advanceTimersByTimeAsync(9_999);
    expect(signal?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(signal?.aborted).toBe(true);
  });

  it("never fails to end: a cancel that fails is told to the logger", async () => {
    for (const answer of [json({}, 500), new Response("<html>", { headers: { "content-type": "text/html" } })]) {
      const { running, told } = started({ ...accepts, "gradio_api/cancel": () => answer });
      const ended = running.end(true);
      await vi.advanceTimersByTimeAsync(60_000);
      await expect(ended).resolves.toBeUndefined();
      expect(told).toContain("the server could not be told to cancel");
    }
  });

  it("hears of a cancelling by somebody else", async () => {
    const { heard, say } = started(accepts);
    await vi.advanceTimersByTimeAsync(0);
    say({ msg: "process_completed", event_id: "e1", output: {}, success: true });
    expect(heard.at(-1)).toMatchObject({ type: "failed", error: expect.any(CancelledError) });
  });
});
