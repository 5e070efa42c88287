import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import type { App, Endpoint } from "../app/app.js";
import {
  AuthenticationError,
  ConnectionError,
  ConnectionLostError,
  type GradioError,
  ProtocolError,
  QueueFullError,
  TimeoutError,
} from "../errors.js";
import type { HttpOptions } from "../http/request-options.js";
import { type ServedSocket, type SocketServer, startSocketServer } from "../testing/socket-server.js";
import { testHttp } from "../testing/test-http.js";
import type { Call, CallMessage, StartedCall, WireSession } from "./call.js";
import { ws } from "./ws.js";

const plain = { fnIndex: 4, name: "/f", generator: false, cancelledBy: 9, trigger: 3, inputs: [], outputs: [] } as unknown as Endpoint;
const generator = { ...plain, fnIndex: 5, generator: true };
const done = { msg: "process_completed", success: true, output: { data: ["x"] } };

let server: SocketServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
  vi.unstubAllGlobals();
});

interface Running extends StartedCall {
  readonly heard: CallMessage[];
  /** The last message. */
  readonly ended: Promise<CallMessage>;
}

/** The protocol at a server of the test's; each call with what it heard. */
async function protocol(options: Partial<HttpOptions> = {}, ...refusal: Parameters<typeof startSocketServer>) {
  server = await startSocketServer(...refusal);
  const http = testHttp((url, init) => fetch(url, init), { base: new URL(server.url), headers: new Map([["x-client", "1"]]), ...options });
  const sessions = new Map<string, WireSession>();
  const session = (hash: string) => {
    const known = sessions.get(hash) ?? ({ hash } as WireSession);
    sessions.set(hash, known);
    return known;
  };
  const used = ws(http, { version: { major: 3, minor: 50, patch: 2 }, prefix: "" } as App);
  return (endpoint: Endpoint = plain, call: Partial<Call> = {}, hash = "s1"): Running => {
    const heard: CallMessage[] = [];
    let end: (message: CallMessage) => void = () => {};
    const ended = new Promise<CallMessage>((resolve) => {
      end = resolve;
    });
    const started = used.start({ endpoint, data: ["a", null], ...call }, session(hash), (message) => {
      heard.push(message);
      if (message.type === "succeeded" || message.type === "failed") end(message);
    });
    return { ...started, heard, ended };
  };
}

const accepted = (): Promise<ServedSocket> => (server as SocketServer).accepted();

describe("ws", () => {
  it("names function and session, sends the data when asked, and hears all of a call", async () => {
    const start = await protocol();
    const call = start(plain, { headers: new Map([["x-call", "2"]]), eventData: { index: 1 } });
    const { request, next, say } = await accepted();
    expect(request.url).toBe("/queue/join");
    expect(request.headers).toMatchObject({ "x-client": "1", "x-call": "2" });
    say({ msg: "send_hash" });
    expect(await next()).toEqual({ fn_index: 4, session_hash: "s1" });
    say({ msg: "estimation", rank: 0, queue_size: 1, rank_eta: 2 });
    say({ msg: "send_data" });
    expect(await next()).toEqual({ data: ["a", null], fn_index: 4, session_hash: "s1", event_data: { index: 1 }, trigger_id: 3 });
    say({ msg: "process_starts" });
    say({ msg: "process_generating", success: true, output: { data: ["whole"] } });
    say(done);
    await call.ended;
    expect(call.heard).toMatchObject([
      { type: "queued", rank: 0, queueSize: 1, eta: 2 },
      { type: "sending" },
      { type: "started", eta: null },
      { type: "output", data: ["whole"] },
      { type: "succeeded", data: ["x"] },
    ]);
  });

  it.each<[string, (served: ServedSocket) => void, new (...args: never[]) => GradioError]>([
    ["is closed before the end", ({ socket }) => socket.close(1000), ConnectionLostError],
    ["is closed with a code", ({ socket }) => socket.close(1011), ConnectionLostError],
    ["breaks off", ({ socket }) => socket.terminate(), ConnectionLostError],
    ["finds the queue full", ({ say }) => say({ msg: "queue_full" }), QueueFullError],
    ["says what is no JSON", ({ socket }) => socket.send("<html>"), ProtocolError],
  ])("fails by a socket that %s", async (_, act, type) => {
    const start = await protocol();
    const call = start();
    const served = await accepted();
    act(served);
    expect(await call.ended).toMatchObject({ type: "failed", error: expect.any(type) });
  });

  it("wants a login where the handshake is refused (protocol.md §3.1), and says so of other refusals", async () => {
    const start = await protocol({}, 403);
    expect(await start().ended).toMatchObject({ type: "failed", error: expect.any(AuthenticationError) });
    await server?.close();
    const other = await protocol({}, 502);
    expect(await other().ended).toMatchObject({ type: "failed", error: { code: "HTTP", status: 502 } });
    await server?.close();
    const busy = await protocol({}, 429, "retry-after: 2");
    expect(await busy().ended).toMatchObject({ type: "failed", error: { code: "RATE_LIMITED", retryAfter: 2 } });
  });

  it("waits no longer for a handshake than for any answer, and knows when nobody is there", async () => {
    const silent = await protocol({ requestTimeout: 50 }, 0);
    expect(await silent().ended).toMatchObject({ type: "failed", error: expect.any(TimeoutError) });
    await server?.close();
    const nobody = await protocol({ base: new URL("http://127.0.0.1:9/") });
    expect(await nobody().ended).toMatchObject({ type: "failed", error: expect.any(ConnectionError) });
  });

  it("is lost when it falls silent while the server answers; pings are a sign of life (users.md row 1)", async () => {
    const start = await protocol({ silenceTimeout: 100 });
    const call = start();
    const { socket, say } = await accepted();
    for (let beat = 0; beat < 6; beat++) {
      await sleep(40);
      socket.ping();
    }
    say({ msg: "process_starts" });
    await sleep(20);
    expect(call.heard).toEqual([{ type: "started", eta: null }]);
    expect(await call.ended).toMatchObject({
      type: "failed",
      error: { code: "CONNECTION_LOST", message: expect.stringContaining("silent") },
    });
  });

  it("ends a waiting call by closing, and a running one by the listener that cancels it", async () => {
    const start = await protocol();
    const waiting = start();
    const first = await accepted();
    const closed = new Promise((resolve) => first.socket.on("close", resolve));
    await waiting.end(true);
    await closed;
    expect(server?.posts).toEqual([]);
    const running = start();
    const second = await accepted();
    second.say({ msg: "process_starts" });
    await vi.waitFor(() => expect(running.heard).toHaveLength(1));
    const gone = new Promise((resolve) => second.socket.on("close", resolve));
    await running.end(true);
    await gone;
    expect(server?.posts).toEqual([["/run/predict", { data: [], fn_index: 9, session_hash: "s1" }]]);
    expect(running.heard).toHaveLength(1);
  });

  it("fails by what it cannot read, whatever comes right behind that", async () => {
    const running = (await protocol())();
    const served = await accepted();
    // Both in one packet.
    const { _socket: connection } = served.socket as unknown as { readonly _socket: { cork(): void; uncork(): void } };
    connection.cork();
    served.socket.send('{"msg": "process_');
    served.say(done);
    connection.uncork();
    expect(await running.ended).toMatchObject({ type: "failed", error: { code: "PROTOCOL" } });
  });

  it("lets a generator of a session wait for its call before: they would share one iterator (protocol.md §3.1)", async () => {
    const start = await protocol();
    const first = start(generator);
    const line = await accepted();
    const second = start(generator);
    const left = start(generator);
    for (const other of [() => start(generator, {}, "s2"), () => start(plain)]) {
      const call = other();
      (await accepted()).say(done);
      expect(await call.ended).toMatchObject({ type: "succeeded" });
    }
    await left.end(true);
    expect([first.heard, second.heard]).toEqual([[], []]);
    line.say(done);
    await first.ended;
    const next = await accepted();
    next.say(done);
    expect(await second.ended).toMatchObject({ type: "succeeded" });
    // The one that was given up while it waited was never made.
    const after = start(generator);
    (await accepted()).say(done);
    expect(await after.ended).toMatchObject({ type: "succeeded" });
    expect(left.heard).toEqual([]);
  });

  it("makes the call after one that was left behind in a session of its own, as it would take up the other's iterator", async () => {
    const start = await protocol();
    const said = async (served: ServedSocket) => {
      served.say({ msg: "send_hash" });
      return ((await served.next()) as { session_hash: string }).session_hash;
    };
    const first = start(generator);
    const line = await accepted();
    expect(await said(line)).toBe("s1");
    line.say({ msg: "process_starts" });
    await vi.waitFor(() => expect(first.heard).toHaveLength(1));
    await first.end(true);
    const second = start(generator);
    const next = await accepted();
    const own = await said(next);
    expect(own).not.toBe("s1");
    next.say({ msg: "process_starts" });
    await vi.waitFor(() => expect(second.heard).toHaveLength(2));
    expect(second.heard[0]).toEqual({ type: "accepted", eventId: undefined, sessionHash: own });
    await second.end(true);
    expect(server?.posts.map(([, body]) => (body as { session_hash: string }).session_hash)).toEqual(["s1", own]);
    // State is kept under the session's name: a generator that has some cannot leave it.
    const stateful = { ...generator, fnIndex: 6, stateful: true };
    for (let round = 0; round < 2; round++) {
      const call = start(stateful);
      const served = await accepted();
      expect(await said(served)).toBe("s1");
      await call.end(false);
    }
  });

  it("uses the runtime's own WebSocket where there is no Node, and takes its silence for nothing", async () => {
    const { versions } = process;
    vi.stubGlobal("process", { ...process, versions: { ...versions, bun: "1.0.0" } });
    vi.stubGlobal("WebSocket", WebSocket);
    const start = await protocol({ silenceTimeout: 50 });
    const call = start();
    const { request, next, say } = await accepted();
    expect(request.headers).not.toHaveProperty("x-client");
    say({ msg: "send_hash" });
    expect(await next()).toEqual({ fn_index: 4, session_hash: "s1" });
    await sleep(200);
    expect(call.heard).toEqual([]);
    say(done);
    expect(await call.ended).toMatchObject({ type: "succeeded" });
    const lost = start();
    (await accepted()).socket.close(1011);
    expect(await lost.ended).toMatchObject({ type: "failed", error: expect.any(ConnectionLostError) });
  });
});
