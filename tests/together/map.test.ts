import {
  AppError,
  CancelledError,
  Client,
  ClientClosedError,
  EndpointNotFoundError,
  type FetchFunction,
  InvalidArgumentError,
  TimeoutError,
} from "@gradio-ts/client";
import { number, Server, text } from "@gradio-ts/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CONFIG, completed, estimation, json, ScriptedServer } from "./scripted-server.js";

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** What an app did, as it saw it itself. */
class Witness {
  running = 0;
  most = 0;
  stopped = 0;
  started: number[] = [];

  readonly work = async (n: number, ms: number, signal: AbortSignal) => {
    this.started.push(n);
    this.most = Math.max(this.most, ++this.running);
    const late = sleep(ms);
    await Promise.race([late, new Promise((resolve) => signal.addEventListener("abort", resolve))]);
    this.running--;
    if (signal.aborted) this.stopped++;
  };
}

function app(witness: Witness) {
  return new Server()
    .api("/work", { inputs: { n: number(), ms: number({ default: 1 }) }, output: number(), concurrencyLimit: null })
    .handle(async ({ n, ms }, { signal }) => {
      await witness.work(n, ms, signal);
      if (n < 0) throw new AppError("negative");
      return n * 2;
    })
    .api("/steps", { inputs: { n: number() }, output: number(), concurrencyLimit: null })
    .handle(async function* ({ n }, { signal }) {
      for (let step = 0; step < n && !signal.aborted; step++) {
        yield step;
        await witness.work(step, 5, signal);
      }
    })
    .api("/unqueued", { inputs: { n: number() }, output: number(), queue: false })
    .handle(({ n }) => n + 1)
    .api("/nothing", { inputs: {} })
    .handle(() => {});
}

/** The requests that went to the app. */
function recorded(fetch: FetchFunction) {
  const requests: { readonly path: string; readonly session: string | undefined; readonly headers: Readonly<Record<string, string>> }[] =
    [];
  const recording: FetchFunction = (url, init = {}) => {
    const { pathname, searchParams } = new URL(url);
    const body = typeof init.body === "string" ? (JSON.parse(init.body) as { session_hash?: string }) : {};
    const session = body.session_hash ?? searchParams.get("session_hash") ?? undefined;
    requests.push({ path: pathname.replace(/^\/gradio_api\//, ""), session, headers: init.headers ?? {} });
    return fetch(url, init);
  };
  const sessions = () => new Set(requests.map(({ session }) => session).filter((session) => session !== undefined));
  return { requests, sessions, fetch: recording };
}

async function connected(server: { readonly fetch: FetchFunction } = app(new Witness())) {
  const { fetch, requests, sessions } = recorded(server.fetch);
  const client = await Client.connect("http://app.test", { fetch });
  clients.push(client);
  return { client, requests, sessions };
}

const clients: Client[] = [];
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

async function all<T>(results: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const result of results) list.push(result);
  return list;
}

describe("client.map", () => {
  it("calls once per row and gives the outcomes in the rows' order, failures included", async () => {
    const { client } = await connected();
    const rows = [[1, 20], { n: 2 }, [-3], ["four"], [5], []] as const;
    const results = await all(client.map("/work", rows));
    expect(results.map(({ index, input }) => [index, input])).toEqual([...rows.entries()]);
    expect(results[0]?.input).toBe(rows[0]);
    const outcomes = results.map((result) => (result.status === "fulfilled" ? result.output : result.error.code));
    expect(outcomes).toEqual([2, 4, "APP_ERROR", "APP_ERROR", 10, "INVALID_ARGUMENT"]);
  });

  it("gives the last value of a generator, of an unqueued function its value, of one without outputs []", async () => {
    const { client } = await connected();
    expect(await all(client.map("/steps", [[3], [1]]))).toMatchObject([{ output: 2 }, { output: 0 }]);
    expect(await all(client.map("unqueued", [[3], [1]]))).toMatchObject([{ output: 4 }, { output: 2 }]);
    expect(await all(client.map("/nothing", [[], {}]))).toMatchObject([{ output: [] }, { output: [] }]);
  });

  it("makes inputs of rows that are more than that", async () => {
    const { client } = await connected();
    const people = [
      { name: "Ada", age: 36 },
      { name: "Max", age: 12 },
    ];
    const results = await all(client.map("/work", people, { inputs: ({ age }, index) => [age + index], ordered: false }));
    expect(results.sort((a, b) => a.index - b.index)).toEqual([
      { status: "fulfilled", index: 0, input: people[0], output: 72 },
      { status: "fulfilled", index: 1, input: people[1], output: 26 },
    ]);
  });

  it("runs four calls at once, or as many as it is told", async () => {
    for (const [concurrency, most] of [
      [undefined, 4],
      [1, 1],
      [7, 7],
    ]) {
      const witness = new Witness();
      const { client } = await connected(app(witness));
      await all(
        client.map(
          "/work",
          Array.from({ length: 20 }, (_, n) => [n, 10]),
          { concurrency },
        ),
      );
      expect([witness.most, witness.started.length]).toEqual([most, 20]);
    }
  });

  it("keeps as many sessions as calls run at once, shows none of them alive, and is not the client's own", async () => {
    const { client, sessions, requests } = await connected();
    await all(
      client.map(
        "/work",
        Array.from({ length: 200 }, (_, n) => [n % 2 === 0 ? n : -n]),
        { concurrency: 3 },
      ),
    );
    expect(sessions().size).toBe(3);
    expect(sessions()).not.toContain(client.sessionHash);
    expect(requests.filter(({ path }) => path.startsWith("heartbeat"))).toEqual([]);
  });

  it("shows no row the state of another", async () => {
    const stateful = new Server({ state: () => ({ seen: [] as string[] }) })
      .api("/remember", { inputs: { word: text() }, output: text() })
      .handle(({ word }, { state }) => {
        state.seen.push(word);
        return state.seen.join(" ");
      });
    const { client, sessions, requests } = await connected(stateful);
    const words = ["a", "b", "c", "d", "e"];
    const results = await all(
      client.map(
        "/remember",
        words.map((word) => [word]),
      ),
    );
    expect(results.map((result) => result.status === "fulfilled" && result.output)).toEqual(words);
    expect(sessions().size).toBe(words.length);
    expect(requests.filter(({ path }) => path.startsWith("heartbeat"))).toEqual([]);
    expect(await client.predict("/remember", ["mine"])).toBe("mine");
  });

  it("sends the headers of its options with each call, and reads them once", async () => {
    const { client, requests } = await connected();
    const headers = new Headers({ "x-user": "ada" });
    const results = client.map("/work", [[1], [2], [3]], { headers });
    headers.set("x-user", "max");
    await all(results);
    const joins = requests.filter(({ path }) => path === "queue/join");
    expect(joins.map((join) => join.headers["x-user"])).toEqual(["ada", "ada", "ada"]);
  });

  it("cancels what runs when the loop is left, reads no further row, and leaves nothing behind", async () => {
    const witness = new Witness();
    const { client } = await connected(app(witness));
    let read = 0;
    function* rows() {
      for (; ; read++) yield [read, read === 0 ? 1 : 60_000];
    }
    for await (const result of client.map("/work", rows(), { concurrency: 3 })) {
      expect(result.index).toBe(0);
      await vi.waitFor(() => expect(witness.running).toBe(3));
      break;
    }
    await vi.waitFor(() => expect([witness.running, witness.stopped]).toEqual([0, 3]));
    expect(read).toBe(3);
    expect(await client.predict("/work", [4])).toBe(8);
  });

  it("cancels what runs when its signal aborts, and throws", async () => {
    const witness = new Witness();
    const { client } = await connected(app(witness));
    const controller = new AbortController();
    const reason = new Error("user left");
    const work = all(
      client.map(
        "/work",
        [
          [1, 60_000],
          [2, 60_000],
        ],
        { signal: controller.signal },
      ),
    );
    await vi.waitFor(() => expect(witness.running).toBe(2));
    controller.abort(reason);
    await expect(work).rejects.toMatchObject({ code: "CANCELLED", cause: reason });
    await vi.waitFor(() => expect([witness.running, witness.stopped]).toEqual([0, 2]));
  });

  it("ends with its client", async () => {
    const witness = new Witness();
    const { client } = await connected(app(witness));
    const results = client.map("/work", [
      [1, 60_000],
      [2, 60_000],
    ]);
    const unread = client.map("/work", [[3]]);
    const work = all(results);
    await vi.waitFor(() => expect(witness.running).toBe(2));
    await client.close();
    await expect(work).rejects.toThrow(CancelledError);
    await expect(all(unread)).rejects.toThrow(CancelledError);
    await vi.waitFor(() => expect([witness.running, witness.stopped]).toEqual([0, 2]));
    expect(witness.started).not.toContain(3);
  });

  it("gives each row its own time, and none the session of one that ran out of it", async () => {
    const witness = new Witness();
    const { client, requests } = await connected(app(witness));
    const results = await all(client.map("/work", [[1, 60_000], [2], [3, 60_000], [4]], { timeout: 150, concurrency: 1 }));
    expect(results.map((result) => (result.status === "fulfilled" ? result.output : result.error))).toEqual([
      expect.any(TimeoutError),
      4,
      expect.any(TimeoutError),
      8,
    ]);
    const joins = requests.filter(({ path }) => path === "queue/join").map(({ session }) => session);
    expect(joins[1]).not.toBe(joins[0]);
    expect(joins[2]).toBe(joins[1]);
    expect(joins[3]).not.toBe(joins[2]);
    await vi.waitFor(() => expect(witness.stopped).toBe(2));
  });

  it("submits a row again where that was allowed, and only that one", async () => {
    vi.useFakeTimers();
    const server = new ScriptedServer();
    let joins = 0;
    server.on("gradio_api/queue/join", () =>
      ++joins === 2 ? json({ detail: "Queue is full. Max size is 1 and size is 1." }, 503) : json({ event_id: `e${joins}` }),
    );
    const { client } = await connected(server);
    const work = all(client.map("/echo", [["a"], ["b"]], { resubmit: 1 }));
    (await server.stream(0)).send(completed("e1", "A"));
    await vi.advanceTimersByTimeAsync(2000);
    expect(joins).toBe(3);
    (await server.stream(1)).send(completed("e3", "B"));
    expect(await work).toMatchObject([{ output: "A" }, { output: "B" }]);
  });

  it("goes on with other rows when the stream of one breaks", async () => {
    const server = new ScriptedServer();
    const { client } = await connected(server);
    const work = all(client.map("/echo", [["a"], ["b"], ["c"]], { concurrency: 2 }));
    const [first, second] = [await server.stream(0), await server.stream(1)];
    first.send(estimation("e1"));
    first.reset();
    // The third row is called in the session of the first.
    (await server.stream(2)).send(completed("e3", "C"));
    second.send(completed("e2", "B"));
    expect(await work).toMatchObject([{ status: "rejected", error: { code: "CONNECTION_LOST" } }, { output: "B" }, { output: "C" }]);
  });

  it("tells mistakes of the calling code at once, before anything is sent", async () => {
    const { client, requests } = await connected();
    const before = requests.length;
    const wrong = (...args: readonly unknown[]) => expect(() => (client.map as (...args: readonly unknown[]) => unknown)(...args));
    wrong("/wrok", [[1]]).toThrow(EndpointNotFoundError);
    wrong([[1]]).toThrow("map() takes an endpoint first");
    for (const rows of [undefined, null, 5, {}]) wrong("/work", rows).toThrow("map() takes its rows");
    wrong("/work", [[1]], { concurency: 2 }).toThrow('map() has no option "concurency". Did you mean "concurrency"?');
    for (const concurrency of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "2"])
      wrong("/work", [[1]], { concurrency }).toThrow("concurrency");
    wrong("/work", [[1]], { ordered: "no" }).toThrow(InvalidArgumentError);
    wrong("/work", [[1]], { inputs: {} }).toThrow(InvalidArgumentError);
    wrong("/work", [[1]], { onUpdate: () => {} }).toThrow(InvalidArgumentError);
    wrong("/work", [[1]], { headers: { "a b": "c" } }).toThrow(InvalidArgumentError);
    wrong("/work", [[1]], null).toThrow(InvalidArgumentError);
    await client.close();
    wrong("/work", [[1]]).toThrow(ClientClosedError);
    expect(requests.length).toBe(before);
  });

  it("opens no heartbeat where an app asks for one", async () => {
    const server = new ScriptedServer();
    server.on("config", () => json({ ...CONFIG, connect_heartbeat: true }));
    server.on("gradio_api/heartbeat/*", ({ signal }) => server.openHeartbeat(signal));
    const { client } = await connected(server);
    const work = all(client.map("/echo", [["a"]]));
    (await server.stream(0)).send(completed("e1", "A"));
    expect(await work).toHaveLength(1);
    expect(server.requests.filter(({ path }) => path.includes("heartbeat"))).toEqual([]);
  });
});
