import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CookieJar } from "../http/cookie-jar.js";
import { Cookies } from "../http/cookies.js";
import type { FetchFunction, FetchInit } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import { startHeartbeat } from "./heartbeat.js";

function beating(answer: () => Response | Error) {
  const sent: FetchInit[] = [];
  const told: unknown[] = [];
  const tell = (...parts: unknown[]) => void told.push(parts);
  const fetch: FetchFunction = async (_, init = {}) => {
    sent.push(init);
    const given = answer();
    if (given instanceof Error) throw given;
    return given;
  };
  const http = testHttp(fetch, {
    cookies: new Cookies(new CookieJar("a=b")),
    headers: new Map([["x-all", "1"]]),
    maxRetries: 2,
    log: { debug: tell, info: tell, warn: tell, error: tell },
  });
  return { sent, told, stop: startHeartbeat(http, "heartbeat/s3ssion") };
}

describe("startHeartbeat", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("keeps one request open, with the client's headers and cookies, until it is ended", async () => {
    const { sent, stop } = beating(() => new Response(new ReadableStream()));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers).toMatchObject({ "x-all": "1", cookie: "a=b" });
    stop();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent[0]?.signal?.aborted).toBe(true);
    expect(sent).toHaveLength(1);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("opens it again when it breaks, each time later, at most a minute", async () => {
    const { sent, told, stop } = beating(() => new TypeError("fetch failed"));
    await vi.advanceTimersByTimeAsync(1000 + 2000 + 4000);
    expect(sent).toHaveLength(4);
    await vi.advanceTimersByTimeAsync(8000 + 16_000 + 32_000 + 60_000 + 60_000);
    expect(sent).toHaveLength(9);
    stop();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toHaveLength(9);
    expect(JSON.stringify(told)).not.toContain("s3ssion");
  });

  it("opens it again when the server ends it", async () => {
    const { sent, stop } = beating(() => new Response(new Blob(["data: ALIVE\n\n"]).stream()));
    await vi.advanceTimersByTimeAsync(3500);
    expect(sent).toHaveLength(4);
    stop();
  });

  it("leaves it at that where the server knows no such route", async () => {
    const { sent } = beating(() => new Response("no", { status: 404 }));
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(sent).toHaveLength(1);
  });

  it("has no timer of its own that could keep a process alive while the server says nothing", async () => {
    const { stop } = beating(() => new Response(new ReadableStream()));
    expect(vi.getTimerCount()).toBe(0);
    stop();
  });
});
