import { afterEach, describe, expect, test, vi } from "vitest";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import { kinds, sleep, TestClient, TestStream } from "../testing/test-client.js";

/** A function that waits for the test. */
function gated() {
  const go: (() => void)[] = [];
  const signals: AbortSignal[] = [];
  const server = new Server({ concurrencyLimit: null })
    .api("/gate", { inputs: { n: number() }, output: number() })
    .handle(({ n }, { signal }) => {
      signals.push(signal);
      return new Promise<number>((resolve) => go.push(() => resolve(n)));
    });
  return { server, client: new TestClient(server), go, signals };
}

const curl = async (client: TestClient, name: string, data: readonly unknown[]): Promise<string> =>
  (await (await client.post(`/call/${name}`, { data })).json()).event_id;

afterEach(() => {
  vi.useRealTimers();
});

describe("two readers of one call", () => {
  test("S144: the newer gets the result, the older ends with an error", async () => {
    const { client, go } = gated();
    const id = await curl(client, "gate", [7]);
    const older = (await client.get(`/call/gate/${id}`)).text();
    await vi.waitFor(() => expect(go).toHaveLength(1));
    const newer = (await client.get(`/call/gate/${id}`)).text();
    await sleep(2);
    go[0]?.();
    expect(await newer).toBe("event: complete\ndata: [7]\n\n");
    expect(await older).toBe('event: error\ndata: "404: Not Found"\n\n');
  });

  test("S144: dropping the older does not touch the call", async () => {
    const { client, go, signals } = gated();
    const id = await curl(client, "gate", [7]);
    const older = await client.get(`/call/gate/${id}`);
    await vi.waitFor(() => expect(go).toHaveLength(1));
    const newer = (await client.get(`/call/gate/${id}`)).text();
    await sleep(2);
    await older.body?.cancel();
    expect(signals[0]?.aborted).toBe(false);
    go[0]?.();
    expect(await newer).toBe("event: complete\ndata: [7]\n\n");
  });
});

describe("two hundred streams and heartbeats on one app", () => {
  test("S201: warn of no leak, and all end when it closes", async () => {
    const warnings: string[] = [];
    const warned = (warning: Error) => warnings.push(warning.message);
    process.on("warning", warned);
    const { server, client, go } = gated();
    const sessions = Array.from({ length: 200 }, (_, n) => `s${n}`);
    await Promise.all(sessions.map((session, n) => client.join(0, [n], session)));
    const bodies = await Promise.all(
      sessions.flatMap((session) => [client.get(`/queue/data?session_hash=${session}`), client.get(`/heartbeat/${session}`)]),
    );
    const heard = bodies.map((response) => response.text());
    await vi.waitFor(() => expect(go).toHaveLength(40));
    for (const open of go) open();
    await server.close({ drain: 1_000 });
    const texts = await Promise.all(heard);
    expect(texts.filter((text) => text.includes("process_completed"))).toHaveLength(200);
    expect(texts.filter((text) => text.startsWith("data: ALIVE"))).toHaveLength(200);
    await sleep(0);
    process.off("warning", warned);
    expect(warnings).toEqual([]);
  });
});

describe("a stream that waits for its join", () => {
  test("S202: is told when the server has stopped", async () => {
    const { server, client, go } = gated();
    await client.join(0, [1]);
    const heard = client.messages();
    await vi.waitFor(() => expect(go).toHaveLength(1));
    go[0]?.();
    await heard;
    const early = client.messages();
    await sleep(5);
    await server.close();
    expect(await early).toEqual([
      { msg: "unexpected_error", event_id: null, message: "Server stopped unexpectedly.", session_not_found: false, success: false },
    ]);
  });
});

describe("a client that has gone", () => {
  /** The signal is ignored, the promise never settles. */
  const deaf = (signals: AbortSignal[]) =>
    new Server().api("/deaf", { output: number() }).handle((_, { signal }) => {
      signals.push(signal);
      return new Promise<number>(() => {});
    });

  test("S96: leaves the place of a handler that ignores its signal to the next after ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const signals: AbortSignal[] = [];
    const client = new TestClient(deaf(signals));
    await client.join(0, []);
    const stream = await client.stream();
    await stream.until("process_starts");
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    await stream.drop();
    expect(signals[0]?.aborted).toBe(true);
    await client.join(0, [], "next");
    await vi.advanceTimersByTimeAsync(9_900);
    expect(signals).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(200);
    await vi.waitFor(() => expect(signals).toHaveLength(2));
  });

  test("S99, S204: between its join and its stream: what runs on for nobody is stopped after an hour", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    let closed = false;
    const server = new Server().api("/endless", { output: number() }).handle(async function* () {
      try {
        for (let n = 0; ; n++) {
          yield n;
          await sleep(1);
        }
      } finally {
        closed = true;
      }
    });
    const client = new TestClient(server);
    await client.join(0, [], "gone");
    await sleep(20);
    vi.setSystemTime(Date.now() + 59 * 60_000);
    await client.join(0, [], "next");
    await sleep(20);
    expect(closed).toBe(false);
    vi.setSystemTime(Date.now() + 2 * 60_000);
    const id = await client.join(0, [], "last");
    await vi.waitFor(() => expect(closed).toBe(true));
    expect(kinds(await client.messages("gone"))).toEqual(["unexpected_error"]);
    await client.cancel(id, "last");
    await server.close({ drain: 0 });
  });

  test("S96: while it reads a curl call: the signal fires and the place is free", async () => {
    const signals: AbortSignal[] = [];
    const server = new Server().api("/x", { output: number() }).handle((_, { signal }) => {
      signals.push(signal);
      return new Promise<number>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    });
    const client = new TestClient(server);
    const reading = await client.get(`/call/x/${await curl(client, "x", [])}`);
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    await reading.body?.cancel();
    expect(signals[0]?.aborted).toBe(true);
    await client.join(0, []);
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    await server.close({ drain: 0 });
  });
});

describe("what nobody reads", () => {
  const big = () => new Server().api("/big", { output: text() }).handle(() => "x".repeat(23 * 1024 * 1024));

  test("S99, S204: keeps a session from joining until it has read", async () => {
    const client = new TestClient(big());
    for (let n = 0; n < 3; n++) {
      await client.join(0, []);
      await vi.waitFor(async () => expect((await (await client.get("/queue/status")).json()).queue_size).toBe(0));
      await sleep(20);
    }
    const refused = await client.post("/queue/join", { data: [], fn_index: 0, session_hash: "s" });
    expect([refused.status, (await refused.json()).detail]).toEqual([
      503,
      expect.stringContaining("too many results that nobody has read"),
    ]);
    expect((await client.post("/queue/join", { data: [], fn_index: 0, session_hash: "other" })).status).toBe(200);
    expect(kinds(await client.messages()).filter((msg) => msg === "process_completed")).toHaveLength(3);
    expect((await client.post("/queue/join", { data: [], fn_index: 0, session_hash: "s" })).status).toBe(200);
  }, 20_000);
});

describe("a connected client that does not read", () => {
  test("S111, S204: progress and log lines do not pile up", async () => {
    let talked = 0;
    const server = new Server().api("/talk", { output: number() }).handle(async (_, { log, progress }) => {
      for (; talked < 4_000; talked++) {
        log("y".repeat(10_000));
        progress({ progress: talked / 4_000, desc: "z".repeat(1_000) });
        if (talked % 100 === 0) await sleep(1);
      }
      return 1;
    });
    const client = new TestClient(server);
    await client.join(0, []);
    const stream = new TestStream(await client.get("/queue/data?session_hash=s"));
    await stream.until("process_starts");
    await vi.waitFor(() => expect(talked).toBe(4_000), 5_000);
    const rest = await stream.rest();
    expect(kinds(rest).slice(-2)).toEqual(["process_completed", "close_stream"]);
    expect(rest.filter(({ msg }) => msg === "log").length).toBeLessThan(2_000);
  });
});
