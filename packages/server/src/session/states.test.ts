import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { Server } from "../server.js";
import { result, sleep, TestClient } from "../testing/test-client.js";
import { StateMemory } from "./state-memory.js";
import type { StateStore } from "./state-store.js";

const HOUR = 3_600_000;

/** A store that writes down what it is asked, and answers later. */
class Recording implements StateStore {
  readonly kept = new Map<string, unknown>();
  readonly asked: unknown[][] = [];
  async get(session: string): Promise<unknown> {
    await sleep(1);
    return this.kept.get(session);
  }
  async set(session: string, state: unknown, expiresIn?: number): Promise<void> {
    this.asked.push(["set", session, structuredClone(state), expiresIn]);
    await sleep(1);
    this.kept.set(session, state);
  }
  async delete(session: string): Promise<void> {
    this.asked.push(["delete", session]);
    this.kept.delete(session);
  }
}

function counting(stateStore?: StateStore, state: () => unknown = () => ({ n: 0 })) {
  const logged: string[] = [];
  const logger = { debug() {}, info() {}, warn() {}, error: (message: string) => logged.push(message) };
  const server = new Server<{ n: number }>({ state: state as () => { n: number }, stateStore, logger })
    .api("/count", { output: number() })
    .handle((_, { state }) => ++state.n)
    .api("/reset", { output: json() })
    .handle((_, context) => {
      context.state = undefined as never;
      return null;
    })
    .api("/steps", { output: number() })
    .handle(function* (_, { state }) {
      yield ++state.n;
      yield ++state.n;
    });
  return { client: new TestClient(server), logged };
}

afterEach(() => {
  vi.useRealTimers();
});

describe("a store of the app's own", () => {
  test("S126: keeps the state of each session, also of direct calls, and gets none without a session", async () => {
    const store = new Recording();
    const { client } = counting(store);
    await client.call(0, []);
    expect(result(await client.call(0, []))).toEqual([2]);
    expect(result(await client.call(0, [], "other"))).toEqual([1]);
    expect(await (await client.post("/run/count", { data: [], session_hash: "s" })).json()).toMatchObject({ data: [3] });
    expect(await (await client.post("/run/count", { data: [] })).json()).toMatchObject({ data: [1] });
    expect([...store.kept]).toEqual([
      ["s", { n: 3 }],
      ["other", { n: 1 }],
    ]);
  });

  test("S129: of two calls of one session that overlap, the last one to write wins", async () => {
    const go: (() => void)[] = [];
    const server = new Server({ state: () => ({ n: 0 }), stateStore: new Recording(), concurrencyLimit: null })
      .api("/x", { output: number() })
      .handle(async (_, { state }) => {
        state.n++;
        await new Promise<void>((resolve) => go.push(resolve));
        return state.n;
      });
    const client = new TestClient(server);
    for (let calls = 1; calls <= 2; calls++) {
      await client.join(0, []);
      await vi.waitFor(() => expect(go).toHaveLength(calls));
    }
    for (const end of go) end();
    await client.messages();
    await client.join(0, []);
    await vi.waitFor(() => expect(go).toHaveLength(3));
    go[2]?.();
    // Each of the two began with 0 and wrote 1.
    expect(result(await client.messages())).toEqual([2]);
  });

  test("is written at each yield", async () => {
    const store = new Recording();
    await counting(store).client.call(2, []);
    expect(store.asked.map(([, , state]) => state)).toEqual([{ n: 1 }, { n: 2 }, { n: 2 }]);
  });

  test("S127, S128: is told no time while the client is connected, and an hour when it has gone", async () => {
    const store = new Recording();
    const { client } = counting(store);
    await client.call(0, []);
    const [one, two] = [(await client.get("/heartbeat/s")).body, (await client.get("/heartbeat/s")).body];
    await sleep(10);
    await client.call(0, []);
    await one?.cancel();
    await client.call(0, []);
    await two?.cancel();
    await sleep(10);
    await client.call(0, []);
    const times = store.asked.map(([, , state, expiresIn]) => [(state as { n: number }).n, expiresIn]);
    expect(times.filter(([, expiresIn], index) => expiresIn !== times[index - 1]?.[1])).toEqual([
      [1, HOUR],
      [1, undefined],
      [3, HOUR],
    ]);
    expect(times.at(-1)).toEqual([4, HOUR]);
  });

  test("keeps the newer state where a client connects while a call writes", async () => {
    const store = new Recording();
    const { client } = counting(store);
    await client.call(0, []);
    for (let n = 2; n < 12; n++) {
      const [heartbeat] = await Promise.all([client.get("/heartbeat/s"), client.call(0, [])]);
      expect(store.kept.get("s")).toEqual({ n });
      await heartbeat.body?.cancel();
    }
  });

  test("deletes what a handler sets to undefined: the session starts anew", async () => {
    const store = new Recording();
    const { client } = counting(store);
    await client.call(0, []);
    await client.call(1, []);
    expect(store.asked.at(-1)).toEqual(["delete", "s"]);
    expect(result(await client.call(0, []))).toEqual([1]);
  });

  test("has copies of its own, of everything that can be cloned", async () => {
    const kept = new Map<string, unknown>();
    const store: StateStore = {
      get: (key) => kept.get(key),
      set: (key, value) => void kept.set(key, value),
      delete: (key) => void kept.delete(key),
    };
    const bytes = new Uint8Array([1]);
    const server = new Server({ state: () => ({ bytes, again: new Map([["a", bytes]]) }), stateStore: store })
      .api("/x", { output: number() })
      .handle((_, { state }) => {
        state.bytes[0] = (state.bytes[0] ?? 0) + 1;
        if (state.again.get("a") !== state.bytes) throw new Error("not the same any more");
        return state.bytes[0] ?? 0;
      });
    const client = new TestClient(server);
    expect(result(await client.call(0, []))).toEqual([2]);
    expect(result(await client.call(0, []))).toEqual([3]);
    expect(bytes[0]).toBe(1);
  });

  test("is asked nothing where the app keeps no state", async () => {
    const store = new Recording();
    const server = new Server({ stateStore: store }).api("/x", { output: json() }).handle((_, { state }) => state ?? "none");
    expect(result(await new TestClient(server).call(0, []))).toEqual(["none"]);
    expect(store.asked).toEqual([]);
  });

  test("without one of its methods is refused", () => {
    expect(() => new Server({ stateStore: { get() {}, set() {} } as never })).toThrow("stateStore has no delete()");
  });
});

describe("a store that fails", () => {
  const throwing = (method: keyof StateStore, how: () => never | Promise<never>): StateStore => ({
    get: () => undefined,
    set: () => {},
    delete: () => {},
    [method]: how,
  });
  const thrown = () => {
    throw new Error("secret");
  };
  test.each([
    ["throws when it is read", throwing("get", thrown), "read"],
    ["rejects when it is read", throwing("get", async () => thrown()), "read"],
    ["rejects with a promise of another realm", throwing("get", () => runInNewContext("Promise.reject(new Error('secret'))")), "read"],
    ["throws when it is written", throwing("set", thrown), "keep"],
    ["rejects when it is written", throwing("set", () => Promise.reject(null)), "keep"],
  ])("S124, S204: %s: the call fails with a word to its caller and a line for the owner", async (_, store, verb) => {
    const { client, logged } = counting(store);
    expect((await client.call(0, [])).at(-2)).toMatchObject({
      success: false,
      output: { error: `The app could not ${verb} the state of this session.` },
    });
    expect(logged).toEqual([`the state store did not ${verb} the state of a session`]);
    await (await client.get("/heartbeat/s")).body?.cancel();
    expect((await client.get("/app_id")).status).toBe(200);
  });

  test.each([
    ["a text", "garbage"],
    ["a number", 7],
    ["what cannot be copied", () => {}],
  ])("S124: answers %s where state was: the handler fails on it, which only the owner is told", async (_, garbage) => {
    const { client, logged } = counting(throwing("get", () => garbage as never));
    expect((await client.call(0, [])).at(-2)).toMatchObject({ success: false, output: { error: null } });
    expect(logged).toEqual(["/count failed"]);
  });

  test("S126: loses what it was given: the session starts anew", async () => {
    const { client, logged } = counting(throwing("get", () => undefined as never));
    for (let n = 0; n < 2; n++) expect(result(await client.call(0, []))).toEqual([1]);
    expect(logged).toEqual([]);
  });

  test("never answers: the call fails after ten seconds", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const { client, logged } = counting(throwing("get", () => new Promise(() => {})));
    const messages = client.call(0, []);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(1));
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await messages).at(-2)).toMatchObject({
      success: false,
      output: { error: "The app could not read the state of this session." },
    });
    expect(logged).toHaveLength(1);
  });

  test("cannot be given what cannot be cloned", async () => {
    const { client, logged } = counting(new Recording(), () => ({ n: 0, now: () => 1 }));
    expect((await client.call(0, [])).at(-2)).toMatchObject({ success: false, output: { error: null } });
    expect(logged).toEqual(["/count failed"]);
  });
});

describe("memory", () => {
  test("S128: without a heartbeat forgets nothing by time, but the least recently used beyond 10,000", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const { client } = counting();
    await client.call(0, []);
    vi.setSystemTime(Date.now() + 100 * HOUR);
    expect(result(await client.call(0, []))).toEqual([2]);
    const memory = new StateMemory();
    for (let i = 0; i < 10_000; i++) memory.set(`${i}`, i);
    expect(memory.get("0")).toBe(0);
    memory.set("one more", 1);
    expect([memory.get("0"), memory.get("1"), memory.get("2")]).toEqual([0, undefined, 2]);
  });

  test("keeps a key called __proto__ as what it is", async () => {
    const server = new Server({ state: () => JSON.parse('{"__proto__": {"n": 1}, "m": 2}') as object })
      .api("/x", { output: json() })
      .handle((_, { state }) => state);
    const client = new TestClient(server);
    await client.call(0, []);
    const messages = await client.call(0, []);
    expect(JSON.stringify(result(messages))).toBe('[{"__proto__":{"n":1},"m":2}]');
    expect(({} as { n?: number }).n).toBeUndefined();
  });
});
