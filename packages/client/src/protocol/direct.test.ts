import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { App, Endpoint } from "../app/app.js";
import { AppError, AuthenticationError, type GradioError, HttpError, ProtocolError } from "../errors.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import type { CallMessage, WireSession } from "./call.js";
import { direct } from "./direct.js";

function started(fetch: FetchFunction, name: string | null = "/run me", major = 6) {
  const http = testHttp(fetch, { maxRetries: 2 });
  const heard: CallMessage[] = [];
  const app = { version: { major, minor: 31, patch: 0 }, prefix: major < 5 ? "" : "gradio_api/" } as App;
  const call = { endpoint: { fnIndex: 3, name, inputs: [], outputs: [] } as unknown as Endpoint, data: [1] };
  const running = direct(http, app).start(call, { hash: "s1" } as WireSession, (message) => heard.push(message));
  return { heard, running };
}

const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

describe("direct", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends the call, with its session, by its number, and gives the answer's data", async () => {
    const sent: unknown[] = [];
    const fetch: FetchFunction = async (url, { body } = {}) => {
      sent.push([url, JSON.parse(body as string)]);
      return json({ data: [2], is_generating: false });
    };
    const { heard } = started(fetch);
    started(fetch, null);
    started(fetch, null, 3);
    await vi.advanceTimersByTimeAsync(0);
    const body = { data: [1], fn_index: 3, session_hash: "s1", event_data: null, trigger_id: null };
    expect(sent).toEqual([
      ["http://app.test/gradio_api/run/predict", body],
      ["http://app.test/gradio_api/run/predict", body],
      ["http://app.test/api/predict", body],
    ]);
    expect(heard).toEqual([
      { type: "started", eta: null },
      { type: "succeeded", data: [2] },
    ]);
  });

  it.each<[string, Response, new (...args: never[]) => GradioError, object]>([
    [
      "the app's error",
      json({ error: "no", title: "T", duration: 5, visible: true }, 500),
      AppError,
      { message: "no", title: "T", status: 500 },
    ],
    ["a hidden error", json({ error: null }, 500), AppError, { message: expect.stringContaining("show_error=True") }],
    ["an unhandled error", new Response("Internal Server Error", { status: 500 }), HttpError, { retryable: true }],
    [
      "an app that wants the queue",
      json({ detail: "This API endpoint does not accept direct HTTP POST requests." }, 404),
      HttpError,
      { status: 404 },
    ],
    ["a login", json({ detail: "Not authenticated" }, 401), AuthenticationError, {}],
    ["an answer without data", json({}), ProtocolError, {}],
    ["null", json(null), ProtocolError, {}],
    ["a page", new Response("<html>"), ProtocolError, {}],
  ])("fails by %s", async (_, answer, type, evidence) => {
    const { heard } = started(async () => answer);
    await vi.advanceTimersByTimeAsync(100);
    expect(heard).toHaveLength(2);
    expect((heard[1] as { error: GradioError }).error).toBeInstanceOf(type);
    expect((heard[1] as { error: GradioError }).error).toMatchObject(evidence);
  });

  it("waits as long as it takes, and never sends a call twice that may have run", async () => {
    let requests = 0;
    const { heard } = started(async () => {
      requests++;
      await new Promise((resolve) => setTimeout(resolve, 20 * 60_000));
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
    });
    await vi.advanceTimersByTimeAsync(19 * 60_000);
    expect(heard).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(heard[1]).toMatchObject({ type: "failed", error: { code: "CONNECTION_FAILED" } });
    expect(requests).toBe(1);
  });

  it("ends by letting go of the request", async () => {
    let signal: AbortSignal | undefined;
    const { running } = started((_, init) => {
      signal = init?.signal;
      return new Promise(() => {});
    });
    await running.end(true);
    expect(signal?.aborted).toBe(true);
  });
});
