import { afterEach, describe, expect, test, vi } from "vitest";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import { kinds, result, sleep, TestClient } from "../testing/test-client.js";

/** An app whose function waits for the test. */
function gated(options: { concurrencyLimit?: number | null } = {}) {
  const open: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const started: number[] = [];
  const server = new Server({ state: () => 0 })
    .api("/gate", { inputs: { n: number() }, output: number(), ...options })
    .handle(({ n }, { signal }) => {
      started.push(n);
      signals.push(signal);
      return new Promise<number>((resolve) => open.push(() => resolve(n)));
    })
    .api("/count", { output: number() })
    .handle((_, context) => ++context.state);
  const client = new TestClient(server);
  /** A stream of a session whose first call is in its handler. */
  const running = async (n = 1, init?: RequestInit) => {
    await client.join(0, [n]);
    const stream = await client.stream("s", init);
    await stream.until("process_starts");
    await vi.waitFor(() => expect(started).toContain(n));
    return stream;
  };
  return { server, client, open, signals, started, running };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("an event stream", () => {
  test("S42: is a line of data and an empty one for each message, and nothing else", async () => {
    const { client } = gated();
    await client.join(1, []);
    const response = await client.get("/queue/data?session_hash=s", { headers: { "accept-encoding": "gzip, br" } });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-cache");
    expect(response.headers.has("content-encoding")).toBe(false);
    expect(await response.text()).toMatch(/^(?:data: \{.*\}\n\n){4}$/);
  });

  test("without a session hash is a 422", async () => {
    expect((await gated().client.get("/queue/data")).status).toBe(422);
  });

  test("S48, S49, S52: opened late gets everything, once", async () => {
    const { client } = gated();
    await client.join(1, []);
    await sleep(20);
    expect(kinds(await client.messages())).toEqual(["estimation", "process_starts", "process_completed", "close_stream"]);
    expect(kinds(await client.messages())).toEqual(["close_stream"]);
  });

  test("S50: opened together with a join waits for it, whichever comes first", async () => {
    const { client } = gated();
    await client.join(1, []);
    await client.messages();
    const heard = (await client.stream()).rest();
    await sleep(20);
    await client.join(1, []);
    expect(kinds(await heard)).toEqual(["estimation", "process_starts", "process_completed", "close_stream"]);
  });

  test("S49, S50: may tell of a call before its join is answered, as a real one does", async () => {
    const { client } = gated();
    await client.call(1, []);
    const order: string[] = [];
    const heard = (await client.stream()).rest(({ msg }) => order.push(msg));
    await client.join(1, []).then(() => order.push("answered"));
    await heard;
    expect(order.indexOf("estimation")).toBeLessThan(order.indexOf("answered"));
  });

  test("S48, S50: closes between one join and the next, as a real one does: the next stream brings the later call", async () => {
    const { client, open, running } = gated();
    const stream = await running();
    open[0]?.();
    expect(kinds(await stream.rest())).toEqual(["process_completed", "close_stream"]);
    await client.join(1, []);
    await sleep(20);
    expect(await stream.next()).toBeUndefined();
    expect(kinds(await client.messages())).toEqual(["estimation", "process_starts", "process_completed", "close_stream"]);
  });

  test("S48, S50: that is open takes later joins", async () => {
    const { client, open, running } = gated({ concurrencyLimit: null });
    const stream = await running();
    await client.join(0, [2]);
    await stream.until("process_starts");
    await vi.waitFor(() => expect(open).toHaveLength(2));
    for (const go of open) go();
    expect(kinds(await stream.rest())).toEqual(["process_completed", "process_completed", "close_stream"]);
  });

  test("S53: beats every 15 seconds", async () => {
    vi.useFakeTimers();
    const { client } = gated();
    await client.join(0, [1]);
    const stream = await client.stream();
    await stream.next();
    const beat = stream.until("heartbeat");
    await vi.advanceTimersByTimeAsync(15_000);
    expect((await beat).at(-1)).toEqual({ msg: "heartbeat", event_id: null });
    let second = false;
    void stream.next().then(() => (second = true));
    await vi.advanceTimersByTimeAsync(14_900);
    expect(second).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(second).toBe(true);
  });

  test("S100: of a generator has no time limit, which is for streams of inputs", async () => {
    vi.useFakeTimers();
    const server = new Server().api("/slow", { output: text() }).handle(async function* () {
      yield "today";
      await sleep(24 * 3_600_000);
      yield "tomorrow";
    });
    const client = new TestClient(server);
    expect((await client.config()).dependencies).toMatchObject([{ time_limit: null }]);
    await client.join(0, []);
    const stream = await client.stream();
    expect((await stream.until("process_generating")).at(-1)).toMatchObject({ time_limit: null });
    const rest = stream.rest();
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(result(await rest)).toEqual(["tomorrow"]);
  });
});

describe("a dropped stream", () => {
  test("S96, S51: takes waiting events out of the queue, lets running ones go on unheard, and leaves the session unknown", async () => {
    const { client, open, signals, started, running } = gated();
    const stream = await running();
    await client.join(0, [2]);
    await stream.until("estimation");
    await stream.drop();
    expect(signals[0]?.aborted).toBe(true);
    expect((await (await client.get("/queue/status")).json()).queue_size).toBe(0);
    open[0]?.();
    await sleep(5);
    expect(started).toEqual([1]);
    expect(await client.messages()).toMatchObject([{ msg: "unexpected_error", session_not_found: true }]);
  });

  test("keeps the place of a handler that goes on", async () => {
    const { client, open, started, running } = gated();
    const stream = await running();
    await stream.drop();
    await client.join(0, [2], "other");
    await sleep(5);
    expect(started).toEqual([1]);
    open[0]?.();
    await vi.waitFor(() => expect(started).toEqual([1, 2]));
  });

  test("S96, S97: leaves state, and the session as good as new", async () => {
    const { client, running } = gated();
    await client.call(1, []);
    const stream = await running();
    await stream.drop();
    const messages = await client.call(1, []);
    expect(result(messages)).toEqual([2]);
    expect(messages.at(-1)?.msg).toBe("close_stream");
  });

  test("by an aborted request is one, too", async () => {
    const { signals, running } = gated();
    const controller = new AbortController();
    const stream = await running(1, { signal: controller.signal });
    controller.abort();
    await expect(stream.next()).rejects.toThrow("aborted");
    expect(signals[0]?.aborted).toBe(true);
  });

  test("does not take with it a call that joined since its client last heard anything", async () => {
    const { client, open, running, signals } = gated();
    const stream = await running(1);
    await client.join(0, [2]);
    await stream.drop();
    expect(signals[0]?.aborted).toBe(true);
    const waiting = client.messages();
    open[0]?.();
    await vi.waitFor(() => expect(open).toHaveLength(2));
    open[1]?.();
    expect(result(await waiting)).toEqual([2]);
  });

  test("S96: closes a generator after its current step", async () => {
    let closed = false;
    const server = new Server().api("/x", { output: number() }).handle(async function* () {
      try {
        for (let i = 0; ; i++) {
          yield i;
          await sleep(5);
        }
      } finally {
        closed = true;
      }
    });
    const client = new TestClient(server);
    await client.join(0, []);
    const stream = await client.stream();
    await stream.until("process_generating");
    await stream.drop();
    await vi.waitFor(() => expect(closed).toBe(true));
  });
});

describe("two streams on one session", () => {
  test("S98: the newest gets what comes, closing the older loses nothing, both end", async () => {
    const { client, open, running } = gated();
    const older = await running();
    const olderRest = older.rest();
    const newer = await client.stream();
    const newerRest = newer.rest();
    await sleep(2);
    open[0]?.();
    expect(kinds(await newerRest)).toEqual(["process_completed", "close_stream"]);
    expect(kinds(await olderRest)).toEqual(["close_stream"]);
  });

  test("S98: dropping the older does not touch the events", async () => {
    const { client, open, signals, running } = gated();
    const older = await running();
    const newer = await client.stream();
    const waiting = newer.rest();
    await older.drop();
    expect(signals[0]?.aborted).toBe(false);
    open[0]?.();
    expect(result(await waiting)).toEqual([1]);
  });
});

describe("a slow reader", () => {
  test("S111: makes a generator wait instead of filling the memory", async () => {
    let steps = 0;
    const server = new Server().api("/x", { output: text() }).handle(async function* () {
      for (; steps < 200; steps++) yield `${steps}`.padEnd(100_000, "x");
    });
    const client = new TestClient(server);
    await client.join(0, []);
    const stream = await client.stream();
    await stream.until("process_generating");
    await sleep(30);
    expect(steps).toBeLessThan(10);
    const rest = await stream.rest();
    expect(rest.filter(({ msg }) => msg === "process_generating")).toHaveLength(199);
  });

  test("can be cancelled", async () => {
    const server = new Server().api("/x", { output: text() }).handle(async function* () {
      for (let i = 0; ; i++) yield `${i}`.padEnd(400_000, "x");
    });
    const client = new TestClient(server);
    const id = await client.join(0, []);
    const stream = await client.stream();
    await stream.until("process_generating");
    await sleep(10);
    await client.cancel(id);
    expect(kinds(await stream.rest()).at(-1)).toBe("close_stream");
  });

  test("S99, S111, S204: that never comes costs no memory either: old steps are forgotten, and the values stay right", async () => {
    const last = 400;
    const server = new Server().api("/x", { output: json() }).handle(async function* () {
      for (let i = 0; i <= last; i++) yield { i, text: `${i}`.padEnd(100_000, "x") };
    });
    const client = new TestClient(server);
    await client.join(0, []);
    await sleep(1500);
    const messages = await client.messages();
    const steps = messages.filter(({ msg }) => msg === "process_generating");
    expect(steps.length).toBeLessThan(last);
    expect(steps[0]).toMatchObject({ output: { data: [{ i: expect.any(Number) }] } });
    expect(result(messages)).toMatchObject([{ i: last }]);
  });

  test("does not keep others from their turn: a generator without waits lets timers run", async () => {
    let stop = false;
    const server = new Server().api("/x", { output: number() }).handle(function* () {
      for (let i = 0; !stop; i++) yield i;
    });
    const client = new TestClient(server);
    await client.join(0, []);
    const waiting = client.messages();
    await sleep(30);
    stop = true;
    expect(kinds(await waiting).at(-1)).toBe("close_stream");
  });
});

describe("a heartbeat", () => {
  test("S127, S201: says ALIVE at once and every 15 seconds, and ends with the server", async () => {
    vi.useFakeTimers();
    const { client, server } = gated();
    const reader = (await client.get("/heartbeat/s")).body?.getReader();
    const next = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await next()).toBe("data: ALIVE\n\n");
    const second = next();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await second).toBe("data: ALIVE\n\n");
    const end = reader?.read();
    await server.close();
    expect((await end)?.done).toBe(true);
  });

  test("S128: keeps state for an hour after it has ended", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { client } = gated();
    const body = (await client.get("/heartbeat/s")).body;
    await client.call(1, []);
    vi.setSystemTime(Date.now() + 5 * 3_600_000);
    expect(result(await client.call(1, []))).toEqual([2]);
    await body?.cancel();
    vi.setSystemTime(Date.now() + 3_500_000);
    expect(result(await client.call(1, []))).toEqual([3]);
    vi.setSystemTime(Date.now() + 3_700_000);
    expect(result(await client.call(1, []))).toEqual([1]);
  });
});

describe("what nobody reads", () => {
  test("S99, S204: is thinned to results after ten minutes and forgotten after an hour", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { client } = gated();
    await client.join(1, [], "left");
    // Behind it in the queue: when this one is done, so is that.
    await client.call(1, [], "other");
    vi.setSystemTime(Date.now() + 11 * 60_000);
    await client.call(1, [], "other");
    expect(kinds(await client.messages("left"))).toEqual(["process_completed", "close_stream"]);
    await client.join(1, [], "left");
    await client.call(1, [], "other");
    vi.setSystemTime(Date.now() + 61 * 60_000);
    await client.call(1, [], "other");
    expect(kinds(await client.messages("left"))).toEqual(["unexpected_error"]);
  });
});
