import {
  CancelledError,
  Client,
  ClientClosedError,
  EndpointNotFoundError,
  InvalidArgumentError,
  type JobRef,
  QueueFullError,
  SessionNotFoundError,
  UnsupportedAppError,
  type Update,
} from "@gradio-ts/client";
import { number, Server, text } from "@gradio-ts/server";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CONFIG, completed, estimation, generating, json, ScriptedServer, starts } from "./scripted-server.js";

const JOIN = "gradio_api/queue/join";
const STREAM = "gradio_api/queue/data";
const CANCEL = "gradio_api/cancel";

const clients: Client[] = [];
async function connect(server: { readonly fetch: ScriptedServer["fetch"] }, src = "http://app.test"): Promise<Client> {
  const client = await Client.connect(src, { fetch: server.fetch });
  clients.push(client);
  return client;
}
afterEach(async () => {
  vi.useRealTimers();
  await Promise.all(clients.splice(0).map((client) => client.close()));
});

async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const element of iterable) list.push(element);
  return list;
}

/** As it would come from a store. */
const stored = <Ref>(ref: Ref): Ref => JSON.parse(JSON.stringify(ref)) as Ref;

describe("enqueue and attach, with a server of ours", () => {
  let stopped = 0;
  const app = new Server()
    .api("/spell", { inputs: { word: text() }, output: text(), concurrencyLimit: null })
    .handle(async function* ({ word }, { log, progress, signal }) {
      log("begins");
      for (let end = 1; end <= word.length && !signal.aborted; end++) {
        progress({ index: end, length: word.length });
        yield word.slice(0, end);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (signal.aborted) stopped++;
    })
    .api("/slow", { inputs: { ms: number() }, output: text() })
    .handle(async ({ ms }, { signal }) => {
      await new Promise((resolve) => {
        setTimeout(resolve, ms);
        signal.addEventListener("abort", resolve);
      });
      return "slow";
    })
    .api("/unqueued", { output: text(), queue: false })
    .handle(() => "x");

  it("gives plain data that leads another client to all of the call, long after it has ended", async () => {
    const first = await connect(app);
    const ref = await first.enqueue("/spell", ["word"]);
    expect(ref).toEqual({ src: "http://app.test/", endpoint: "/spell", eventId: expect.any(String), sessionHash: expect.any(String) });
    expect(ref.sessionHash).not.toBe(first.sessionHash);
    expect(Object.isFrozen(ref)).toBe(true);
    await first.close();
    await new Promise((resolve) => setTimeout(resolve, 200));

    const second = await connect(app);
    const job = second.attach(stored(ref));
    expect(job.sessionHash).toBe(ref.sessionHash);
    const updates: Update[] = await all(job.updates());
    expect(await job.result()).toBe("word");
    expect(job.outputs()).toEqual(["w", "wo", "wor", "word"]);
    expect(await all(job)).toEqual(job.outputs());
    expect(job.eventId).toBe(ref.eventId);
    expect(updates.filter(({ type }) => type === "log")).toMatchObject([{ message: "begins" }]);
    const codes = updates.map((update) => (update.type === "status" ? update.code : update.type));
    expect(codes).toEqual(expect.arrayContaining(["IN_QUEUE", "PROCESSING", "ITERATING", "output"]));
    expect(codes.at(-1)).toBe("FINISHED");
  });

  it("lets the job be cancelled, there too", async () => {
    const ref = await (await connect(app)).enqueue("/spell", ["a very long word indeed, which takes its time to be spelled"]);
    const job = (await connect(app)).attach(ref);
    for await (const _ of job) break;
    const before = stopped;
    expect(await job.cancel()).toBe(true);
    expect(job.status().code).toBe("CANCELLED");
    await vi.waitFor(() => expect(stopped).toBe(before + 1), 5000);
  });

  it("ends what is attached with its client, and not what is only enqueued", async () => {
    const client = await connect(app);
    const [ref, other] = [await client.enqueue("/spell", ["a word that is attached to"]), await client.enqueue("/spell", ["word"])];
    const job = client.attach(ref);
    for await (const _ of job) break;
    await client.close();
    expect(job.cancelled()).toBe(true);
    expect(() => client.attach(other)).toThrow(ClientClosedError);
    await expect(client.enqueue("/spell", ["x"])).rejects.toThrow(ClientClosedError);
    expect(await (await connect(app)).attach(other).result()).toBe("word");
  });

  it("has one reader at a time in one client, and nothing left for one that comes later", async () => {
    const client = await connect(app);
    const ref = await client.enqueue("/spell", ["word"]);
    const job = client.attach(ref);
    expect(() => client.attach(stored(ref))).toThrow("attached to the call already");
    expect(await job.result()).toBe("word");
    const late = client.attach(ref);
    expect(await late.exception()).toBeInstanceOf(SessionNotFoundError);
    expect(late.status()).toMatchObject({ code: "FINISHED", success: false });
    expect(late.outputs()).toEqual([]);
  });

  it("says of a call the server does not know that it does not", async () => {
    const client = await connect(app);
    const job = client.attach({ src: client.src, endpoint: "/spell", eventId: "a".repeat(32), sessionHash: "forgotten" });
    await expect(job.result()).rejects.toThrow(SessionNotFoundError);
  });

  it("refuses endpoints beside the queue", async () => {
    const client = await connect(app);
    await expect(client.enqueue("/unqueued", [])).rejects.toThrow(UnsupportedAppError);
    await expect(client.enqueue("/unqueued", [])).rejects.toThrow('"/unqueued" runs beside the queue');
  });
});

describe("enqueue", () => {
  it("sends the join with all that belongs to it, in a session of its own, and opens no stream and no heartbeat", async () => {
    const server = new ScriptedServer();
    server.on("config", () => json({ ...CONFIG, connect_heartbeat: true }));
    const client = await connect(server);
    const refs = [
      await client.enqueue("/echo", { text: "a" }, { headers: { "x-user": "ada" }, eventData: { row: 1 } }),
      await client.enqueue("echo", ["b"]),
    ];
    const [first, second] = server.to(JOIN);
    expect(first?.body).toMatchObject({ data: ["a"], fn_index: 0, event_data: { row: 1 }, session_hash: refs[0]?.sessionHash });
    expect(first?.headers["x-user"]).toBe("ada");
    expect(second?.headers["x-user"]).toBeUndefined();
    expect(refs.map(({ eventId, endpoint }) => [eventId, endpoint])).toEqual([
      ["e1", "/echo"],
      ["e2", "echo"],
    ]);
    expect(new Set([client.sessionHash, ...refs.map(({ sessionHash }) => sessionHash)]).size).toBe(3);
    expect(server.requests.filter(({ path }) => path === STREAM || path.includes("heartbeat"))).toEqual([]);
  });

  it("rejects with what the join was refused with", async () => {
    const server = new ScriptedServer();
    server.on(JOIN, () => json({ detail: "Queue is full. Max size is 1 and size is 1." }, 503));
    await expect((await connect(server)).enqueue("/echo", ["a"])).rejects.toThrow(QueueFullError);
  });

  it("rejects, and never throws, where the calling code is wrong; nothing is sent", async () => {
    const server = new ScriptedServer();
    const client = await connect(server);
    const before = server.requests.length;
    const enqueue = client.enqueue.bind(client) as (...args: readonly unknown[]) => Promise<unknown>;
    await expect(enqueue("/ehco", ["a"])).rejects.toThrow(EndpointNotFoundError);
    await expect(enqueue(["a"])).rejects.toThrow("enqueue() takes an endpoint first");
    await expect(enqueue("/echo", "a")).rejects.toThrow(InvalidArgumentError);
    await expect(enqueue("/echo", ["a"], { timeout: 5 })).rejects.toThrow('enqueue() has no option "timeout"');
    await expect(enqueue("/echo", ["a"], { headers: { "a b": "c" } })).rejects.toThrow(InvalidArgumentError);
    expect(server.requests.length).toBe(before);
  });

  it("sends nothing for a signal that has aborted before, and is not touched by one that aborts later", async () => {
    const server = new ScriptedServer();
    const client = await connect(server);
    await expect(client.enqueue("/echo", ["a"], { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    expect(server.to(JOIN)).toEqual([]);
    const controller = new AbortController();
    await client.enqueue("/echo", ["a"], { signal: controller.signal });
    controller.abort();
    await client.close();
    expect(server.to(CANCEL)).toEqual([]);
  });

  it.each(["signal", "close()"])("takes a call back whose join is under way, by %s", async (how) => {
    const server = new ScriptedServer();
    server.on("config", () => json({ ...CONFIG, version: "6.31.0" }));
    let answer = () => {};
    server.on(JOIN, async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return json({ event_id: "e1" });
    });
    const client = await connect(server);
    const controller = new AbortController();
    const enqueued = client.enqueue("/echo", ["a"], { signal: controller.signal });
    const rejected = expect(enqueued).rejects.toThrow(CancelledError);
    await server.until(() => server.to(JOIN).length === 1);
    if (how === "signal") controller.abort();
    else await client.close();
    await rejected;
    expect(server.to(CANCEL)).toEqual([]);
    answer();
    await server.until(() => server.to(CANCEL).length === 1);
    expect(server.to(CANCEL)[0]?.body).toMatchObject({ event_id: "e1", fn_index: 0 });
    expect(server.to(STREAM)).toEqual([]);
  });

  it.each([
    ["3.50.2", undefined],
    ["4.8.0", "sse"],
  ])("says that Gradio %s keeps no calls", async (version, protocol) => {
    const server = new ScriptedServer();
    server.on("config", () => json({ ...CONFIG, version, protocol, api_prefix: "" }));
    server.on("info", () => json({ named_endpoints: {}, unnamed_endpoints: {} }));
    const client = await connect(server);
    await expect(client.enqueue("/echo", ["a"])).rejects.toThrow(UnsupportedAppError);
    await expect(client.enqueue("/echo", ["a"])).rejects.toThrow(`Gradio ${version} keeps no calls for later`);
    expect(() => client.attach({ src: client.src, endpoint: "/echo", eventId: "e1", sessionHash: "s1" })).toThrow(UnsupportedAppError);
  });
});

describe("attach", () => {
  const REF: JobRef = { src: "http://app.test/", endpoint: "/echo", eventId: "e1", sessionHash: "s1" };
  const keyed = { ...REF, endpoint: "/stream" };

  it("opens the stream of the reference's session, no heartbeat, and hears of no other call in it", async () => {
    const server = new ScriptedServer();
    server.on("config", () => json({ ...CONFIG, connect_heartbeat: true }));
    const job = (await connect(server)).attach(keyed);
    const stream = await server.stream();
    expect(server.to(STREAM)[0]?.url.searchParams.get("session_hash")).toBe("s1");
    expect(server.requests.filter(({ path }) => path === JOIN || path.includes("heartbeat"))).toEqual([]);
    expect(job.done()).toBe(false);
    stream.send(estimation("e1", 3, 4), starts("e9"), generating("e9", "other"), completed("e9", "other"));
    await vi.waitFor(() => expect(job.status()).toMatchObject({ code: "IN_QUEUE", rank: 3, queueSize: 4 }));
    stream.send(starts("e1"), generating("e1", "a"), generating("e1", [["append", [], "b"]]), completed("e1", "ab"));
    expect(await job.result()).toBe("ab");
    expect(job.outputs()).toEqual(["a", "ab"]);
    await vi.waitFor(() => expect(stream.dropped).toBe(true));
  });

  it("waits as long as it takes, if the server has said a word of the call", async () => {
    vi.useFakeTimers();
    const server = new ScriptedServer();
    const job = (await connect(server)).attach(REF);
    const stream = await server.stream();
    stream.send(estimation("e1"));
    for (let beats = 0; beats < 20; beats++) {
      stream.send({ msg: "heartbeat", event_id: null });
      await vi.advanceTimersByTimeAsync(15_000);
    }
    expect(job.done()).toBe(false);
    stream.send(completed("e1", "a"));
    expect(await job.result()).toBe("a");
  });

  it.each<[string, object]>([
    ["a heartbeat, and no word of the call", { msg: "heartbeat", event_id: null }],
    ["the end of the stream, and no word of the call", { msg: "close_stream", event_id: null }],
    ["that there is no such session", { msg: "unexpected_error", message: "404: Not Found", session_not_found: true, success: false }],
    ["so, in the words of 5.37 and before", { msg: "unexpected_error", message: "404: Session not found.", success: false }],
  ])("ends in SessionNotFoundError when the server says: %s", async (_, message) => {
    const server = new ScriptedServer();
    const job = (await connect(server)).attach(REF);
    (await server.stream()).send({ ...message });
    await expect(job.result()).rejects.toMatchObject({ code: "SESSION_NOT_FOUND" });
    await vi.waitFor(() => expect(server.streams[0]?.dropped).toBe(true), 2000);
    expect(server.to(CANCEL)).toEqual([]);
  });

  it("ends in ConnectionLostError when the stream breaks", async () => {
    const server = new ScriptedServer();
    const job = (await connect(server)).attach(REF);
    const stream = await server.stream();
    stream.send(estimation("e1"));
    stream.reset();
    await expect(job.result()).rejects.toMatchObject({ code: "CONNECTION_LOST" });
    expect(server.streams).toHaveLength(1);
  });

  it("tells the server to cancel", async () => {
    const server = new ScriptedServer();
    const job = (await connect(server)).attach(REF);
    (await server.stream()).send(starts("e1"));
    await vi.waitFor(() => expect(job.running()).toBe(true));
    expect(await job.cancel()).toBe(true);
    expect(server.to(CANCEL)[0]?.body).toEqual({ event_id: "e1", session_hash: "s1", fn_index: 0 });
    expect(server.streams[0]?.dropped).toBe(true);
  });

  it.each<[string, unknown, RegExp]>([
    [
      "another app's",
      { ...REF, src: "http://other.test/" },
      /call of http:\/\/other\.test\/, and this client is connected to http:\/\/app\.test\//,
    ],
    ["text", JSON.stringify(REF), /Parse it first/],
    ["nothing", undefined, /what enqueue\(\) gave/],
    ["no object", 5, /what enqueue\(\) gave/],
    ["one without an event", { ...REF, eventId: undefined }, /what enqueue\(\) gave/],
    ["one without a session", { ...REF, sessionHash: undefined }, /what enqueue\(\) gave/],
    ["one with a session that no URL takes", { ...REF, sessionHash: "a/b" }, /session hash/],
    ["one whose endpoint is no name", { ...REF, endpoint: {} }, /what enqueue\(\) gave/],
  ])("refuses %s", async (_, ref, message) => {
    const server = new ScriptedServer();
    const client = await connect(server);
    const before = server.requests.length;
    expect(() => client.attach(ref as JobRef<"/echo">)).toThrow(InvalidArgumentError);
    expect(() => client.attach(ref as JobRef<"/echo">)).toThrow(message);
    expect(server.requests.length).toBe(before);
  });

  it("says which endpoints there are, if the app has lost the reference's", async () => {
    const client = await connect(new ScriptedServer());
    expect(() => client.attach({ ...REF, endpoint: "/gone" })).toThrow(EndpointNotFoundError);
  });
});
