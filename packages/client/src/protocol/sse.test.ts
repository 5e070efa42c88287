import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { App, Endpoint } from "../app/app.js";
import { ConnectionLostError, HttpError, ProtocolError, QueueFullError } from "../errors.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import type { Call, CallMessage, WireSession } from "./call.js";
import { sse } from "./sse.js";

const endpoint = { fnIndex: 7, name: "/f", cancelledBy: 9, trigger: 3, inputs: [], outputs: [] } as unknown as Endpoint;
const done = { msg: "process_completed", success: true, output: { data: ["x"], is_generating: false } };

interface Answers {
  readonly join?: Response;
  readonly data?: () => Response;
}

/** One call against a server that answers by path; the stream is the test's own. */
function started(answers: Answers = {}, version = { major: 4, minor: 8, patch: 0 }, call: Partial<Call> = {}) {
  const sent: { path: string; body: unknown; headers: Record<string, string> | undefined }[] = [];
  let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
  let left = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stream = controller;
    },
    cancel() {
      left = true;
    },
  });
  const join = answers.join ?? new Response(body, { headers: { "content-type": "text/event-stream" } });
  const fetch: FetchFunction = async (url, { body: json, headers } = {}) => {
    const { pathname, search } = new URL(url);
    sent.push({ path: pathname.slice(1) + search, body: json === undefined ? undefined : JSON.parse(json as string), headers });
    if (pathname === "/queue/join") return join;
    return pathname === "/queue/data" ? (answers.data?.() ?? Response.json(null)) : Response.json({ app_id: 1 });
  };
  const heard: CallMessage[] = [];
  const running = sse(testHttp(fetch), { version, prefix: "" } as App).start(
    { endpoint, data: ["a", null], headers: new Map([["x-call", "1"]]), ...call },
    { hash: "s1" } as WireSession,
    (message) => heard.push(message),
  );
  const write = async (text: string) => {
    stream?.enqueue(new TextEncoder().encode(text));
    await vi.advanceTimersByTimeAsync(0);
  };
  const say = (message: object) => write(`data: ${JSON.stringify(message)}\n\n`);
  return {
    sent,
    heard,
    running,
    write,
    say,
    close: () => stream?.close(),
    cut: () => stream?.error(new TypeError("terminated")),
    left: () => left,
  };
}

describe("sse", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
  afterEach(() => void vi.useRealTimers());

  it("opens a stream that is the call, and sends the data when it is asked for", async () => {
    const { sent, heard, say } = started();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toMatchObject([{ path: "queue/join?fn_index=7&session_hash=s1", body: undefined, headers: { "x-call": "1" } }]);
    await say({ msg: "estimation", rank: 0, queue_size: 1, rank_eta: 2 });
    await say({ msg: "send_data", event_id: "e1" });
    expect(sent[1]).toMatchObject({
      path: "queue/data",
      body: { data: ["a", null], fn_index: 7, session_hash: "s1", event_id: "e1", event_data: null, trigger_id: null },
      headers: { "x-call": "1" },
    });
    await say({ msg: "process_starts" });
    await say({ msg: "heartbeat" });
    await say({ msg: "process_generating", success: true, output: { data: ["whole"], is_generating: true } });
    await say(done);
    expect(heard).toMatchObject([
      { type: "queued", rank: 0, queueSize: 1, eta: 2 },
      { type: "accepted", eventId: "e1" },
      { type: "sending" },
      { type: "started", eta: null },
      { type: "output", data: ["whole"] },
      { type: "succeeded", data: ["x"] },
    ]);
  });

  it("tells the server which component an event came from, where there is an event", async () => {
    const { sent, say } = started({}, undefined, { eventData: { index: 1 } });
    await say({ msg: "send_data", event_id: "e1" });
    expect(sent[1]?.body).toMatchObject({ event_data: { index: 1 }, trigger_id: 3 });
  });

  it("hears nothing after the end", async () => {
    const { heard, say } = started();
    await vi.advanceTimersByTimeAsync(0);
    await say(done);
    await say(done).catch(() => {});
    expect(heard).toHaveLength(1);
  });

  it.each<[string, (call: ReturnType<typeof started>) => unknown, new (...args: never[]) => Error]>([
    ["that ends before the call", ({ close }) => close(), ConnectionLostError],
    ["that breaks off", ({ cut }) => cut(), ConnectionLostError],
    ["that finds the queue full", ({ say }) => say({ msg: "queue_full" }), QueueFullError],
    ["that says what is no message", ({ write }) => write("data: [1]\n\n"), ProtocolError],
    ["that asks for data without an id", ({ say }) => say({ msg: "send_data" }), ProtocolError],
  ])("fails by a stream %s", async (_, act, type) => {
    const call = started();
    await vi.advanceTimersByTimeAsync(0);
    await act(call);
    await vi.advanceTimersByTimeAsync(0);
    expect(call.heard.at(-1)).toMatchObject({ type: "failed", error: expect.any(type) });
  });

  it("fails where the join or the data are refused, and lets go of the stream", async () => {
    const refused = started({ join: new Response("Internal Server Error", { status: 500 }) });
    const late = started({ data: () => new Response("Internal Server Error", { status: 500 }) });
    await late.say({ msg: "send_data", event_id: "e1" });
    await vi.advanceTimersByTimeAsync(100);
    expect(refused.heard).toMatchObject([{ type: "failed", error: expect.any(HttpError) }]);
    expect(late.heard.at(-1)).toMatchObject({ type: "failed", error: expect.any(HttpError) });
    expect(late.left()).toBe(true);
  });

  it("is lost when it falls silent while the server answers, but not before 4.4, where servers are silent by nature", async () => {
    const call = started();
    const old = started({}, { major: 4, minor: 0, patch: 2 });
    await vi.advanceTimersByTimeAsync(130_000);
    expect(call.heard).toMatchObject([{ type: "failed", error: { code: "CONNECTION_LOST", message: expect.stringContaining("silent") } }]);
    expect(old.heard).toEqual([]);
  });

  it("ends a waiting call by leaving, and a running one by the listener that cancels it", async () => {
    const waiting = started();
    await waiting.say({ msg: "estimation", rank: 0, queue_size: 1 });
    await waiting.running.end(true);
    expect([waiting.sent.length, waiting.left()]).toEqual([1, true]);
    const running = started();
    await running.say({ msg: "process_starts" });
    await running.running.end(true);
    expect(running.sent[1]).toMatchObject({ path: "run/predict", body: { data: [], fn_index: 9, session_hash: "s1" } });
    expect(running.left()).toBe(true);
  });

  it("leaves without a word where siblings would die of it, or nothing can be told", async () => {
    for (const [tell, cancelledBy] of [
      [false, 9],
      [true, null],
    ] as const) {
      const call = started({}, undefined, { endpoint: { ...endpoint, cancelledBy } });
      await call.say({ msg: "process_starts" });
      await call.running.end(tell);
      expect([call.sent.length, call.left()]).toEqual([1, true]);
    }
  });
});
