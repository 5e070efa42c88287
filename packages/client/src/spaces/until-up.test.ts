import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CancelledError, RateLimitError } from "../errors.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { testHttp } from "../testing/test-http.js";
import { Hub, type Space } from "./hub.js";
import { untilUp } from "./until-up.js";

const SLEEPING: Space = {
  id: "ada/adder",
  base: new URL("https://ada-adder.hf.space/"),
  runtime: { stage: "SLEEPING", reason: undefined, hardware: undefined },
};

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(value), { status, headers: { "content-type": "application/json", ...headers } });
const stage = (name: string) => () => json({ stage: name });
const never: FetchFunction = (_url, init) =>
  new Promise((_, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));

/** When each poll was made and how the hub answered them, the last answer over and over; and what the Space's host was asked. */
function watched(
  polls: readonly (() => Response | Promise<Response>)[],
  host: FetchFunction = async () => new Response("", { status: 503 }),
) {
  const start = Date.now();
  const times: number[] = [];
  const stages: string[] = [];
  const woken = vi.fn(host);
  const http = testHttp(woken, { base: SLEEPING.base, maxRetries: 2 });
  const hub = new Hub(
    testHttp(
      async () => {
        times.push(Date.now() - start);
        return (polls[Math.min(times.length, polls.length) - 1] as () => Response)();
      },
      { base: new URL("https://huggingface.co/"), maxRetries: 2 },
    ),
    false,
  );
  const controller = new AbortController();
  const up = untilUp(SLEEPING, hub, http, { tell: (status) => stages.push(status.stage), signal: controller.signal });
  up.catch(() => {});
  return { up, times, stages, woken, controller };
}

describe("untilUp", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(Math, "random").mockReturnValue(1);
  });
  afterEach(() => {
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it("polls at growing distances up to eight seconds, which luck makes half as long at most", async () => {
    const slow = watched([stage("BUILDING"), stage("BUILDING"), stage("BUILDING"), stage("BUILDING"), stage("BUILDING"), stage("RUNNING")]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await slow.up).toBe(true);
    expect(slow.times).toEqual([500, 1_500, 3_500, 7_500, 15_500, 23_500]);
    vi.mocked(Math.random).mockReturnValue(0);
    const quick = watched([stage("BUILDING"), stage("RUNNING")]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(quick.times).toEqual([250, 750]);
  });

  it("tells of a stage once for as long as it lasts", async () => {
    const { up, stages } = watched([stage("BUILDING"), stage("BUILDING"), stage("RUNNING")]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await up).toBe(true);
    expect(stages).toEqual(["SLEEPING", "BUILDING", "RUNNING"]);
  });

  it("does not wait for what is up", async () => {
    const http = testHttp(never);
    const told: string[] = [];
    const running = { ...SLEEPING, runtime: { ...SLEEPING.runtime, stage: "RUNNING" } };
    const watch = { tell: ({ stage }: { stage: string }) => told.push(stage), signal: new AbortController().signal };
    expect(await untilUp(running, new Hub(http, false), http, watch)).toBe(false);
    expect(told).toEqual(["RUNNING"]);
  });

  it("wakes what is asleep, again as long as it stays asleep, and not what is coming", async () => {
    const stages = [stage("SLEEPING"), stage("STOPPED"), stage("BUILDING"), stage("APP_STARTING"), stage("RUNNING")];
    const unheard: FetchFunction = async () => {
      if (woken.mock.calls.length === 2) throw new TypeError("fetch failed");
      return new Response("", { status: 503 });
    };
    const { woken } = watched(stages, unheard);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(woken.mock.calls.map(([url]) => url)).toEqual(Array(3).fill("https://ada-adder.hf.space/config"));
  });

  it("wakes with one request at a time, and lets go of it in the end", async () => {
    const { up, woken } = watched([stage("SLEEPING"), stage("SLEEPING"), stage("RUNNING")], never);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await up).toBe(true);
    expect(woken).toHaveBeenCalledTimes(1);
    expect(woken.mock.calls[0]?.[1]?.signal?.aborted).toBe(true);
  });

  it("takes a failure that may pass for no news, and never hurries for it", async () => {
    const { up, times } = watched([
      () => json({}, 503),
      () => Promise.reject(new TypeError("fetch failed")),
      () => json({}, 429, { "retry-after": "1" }),
      () => json({}, 429, { "retry-after": "20" }),
      stage("RUNNING"),
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await up).toBe(true);
    expect(times).toEqual([500, 1_500, 3_500, 7_500, 27_500]);
  });

  it("gives up for a pause that is longer than a request may take, and for an answer that will not change", async () => {
    const limited = watched([() => json({}, 429, { "retry-after": "61" })]);
    const gone = watched([() => json({ error: "Repository not found" }, 404)]);
    await vi.advanceTimersByTimeAsync(1_000);
    await expect(limited.up).rejects.toBeInstanceOf(RateLimitError);
    await expect(gone.up).rejects.toMatchObject({ code: "SPACE", stage: undefined });
  });

  it("ends with the signal, and asks nobody any more", async () => {
    const { up, times, controller } = watched([stage("BUILDING")]);
    await vi.advanceTimersByTimeAsync(2_000);
    controller.abort("enough");
    await expect(up).rejects.toBeInstanceOf(CancelledError);
    const { length } = times;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(times).toHaveLength(length);
  });
});
