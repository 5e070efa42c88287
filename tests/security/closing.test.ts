import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { file, number, Server } from "@gradio-ts/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const PATIENT = { timeout: 10_000 };
const REASON = "The server has stopped.";

let app: Server;
let url: string;
let told: string[];
let signals: AbortSignal[];
let logIn: () => void;

beforeEach(async () => {
  [told, signals] = [[], []];
  const note = (message: string) => told.push(message);
  const waiting = new Promise<boolean>((resolve) => {
    logIn = () => resolve(true);
  });
  app = new Server({
    logger: { debug() {}, info() {}, warn: note, error: note },
    mcp: true,
    auth: (name) => (name === "slow" ? waiting : true),
  })
    .api("/forever", { output: number() })
    .handle((_, { signal }) => {
      signals.push(signal);
      return new Promise<number>(() => {});
    })
    .api("/steps", { output: number(), concurrencyLimit: null })
    .handle(async function* (_, { signal }) {
      signals.push(signal);
      for (let n = 0; ; n++) {
        yield n;
        await sleep(1);
      }
    })
    .api("/size", { inputs: { given: file() }, output: number() })
    .handle(({ given }) => given.size) as unknown as Server;
  ({ url } = await app.listen({ port: 0 }));
});

afterEach(async () => {
  await app.close();
  // Nobody is left who answers, and nothing was a surprise to the owner.
  await expect(fetch(url)).rejects.toThrow();
  expect(told).toEqual([]);
});

let cookie = "";
async function enter(username: string): Promise<Response> {
  const answer = await fetch(`${url}/login`, { method: "POST", body: new URLSearchParams({ username, password: "x" }) });
  cookie = answer.headers.getSetCookie()[1]?.split(";")[0] ?? "";
  return answer;
}
beforeEach(() => enter("ada"));

const ask = (path: string, init: RequestInit = {}) => fetch(`${url}${path}`, { ...init, headers: { cookie, ...init.headers } });
const post = (path: string, body: object) =>
  ask(`/gradio_api${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json, text/event-stream" },
    body: JSON.stringify(body),
  });
const join = async (fn_index: number) => expect((await post("/queue/join", { data: [], fn_index, session_hash: "s" })).status).toBe(200);
const stream = async () => (await ask("/gradio_api/queue/data?session_hash=s")).text();
const running = (count: number) => vi.waitFor(() => expect(signals).toHaveLength(count), PATIENT);
const ended = { success: false, output: { error: REASON } };
const lastOf = (text: string) => JSON.parse(/data: (.*"process_completed".*)\n/.exec(text)?.[1] ?? "null");

describe("a server that is closed", () => {
  it("while calls run, wait, and are between two steps tells each client why, and ends its streams", async () => {
    await join(0);
    await join(0);
    await join(1);
    const heard = stream();
    await running(2);
    await app.close({ drain: 30 });
    const text = await heard;
    expect(text.match(/"process_completed"/g)).toHaveLength(3);
    expect(text.split(REASON)).toHaveLength(4);
    expect(text).toMatch(/"process_generating"/);
    expect(text).toMatch(/close_stream","event_id":null\}\n\n$/);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  it("during a direct run ends it with the reason", async () => {
    const answer = post("/run/forever", { data: [] });
    await running(1);
    await app.close({ drain: 0 });
    expect([(await answer).status, (await (await answer).json()).error]).toEqual([500, REASON]);
  });

  it("during a call of a tool ends it with the reason", async () => {
    const call = { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "forever", arguments: {} } };
    const answer = post("/mcp/", call).then((response) => response.text());
    await running(1);
    await app.close({ drain: 0 });
    expect(await answer).toContain(REASON);
    expect(signals[0]?.aborted).toBe(true);
  });

  it("during a join, whose body is still on its way, does not take the call", async () => {
    const body = '{"data":[],"fn_index":0,"session_hash":"s"}';
    const socket = connect(Number(new URL(url).port), "127.0.0.1").on("error", () => {});
    let got = "";
    socket.on("data", (chunk) => (got += chunk));
    socket.write(
      `POST /gradio_api/queue/join HTTP/1.1\r\nHost: x\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n{`,
    );
    await sleep(50);
    const closed = app.close({ drain: 0 });
    socket.write(body.slice(1));
    await once(socket, "close");
    await closed;
    expect(got).toMatch(/^HTTP\/1.1 503 .*Queue is stopped/s);
    expect(signals).toEqual([]);
  });

  it("during a login answers it, and lets nobody do anything any more", async () => {
    const answer = enter("slow");
    await sleep(50);
    const closed = app.close({ drain: 0 });
    logIn();
    expect((await answer).status).toBe(200);
    await closed;
  });

  it("during its drain, twice and thrice, ends once, after what runs had its time", async () => {
    await join(0);
    await running(1);
    const heard = stream();
    const first = app.close({ drain: 200 });
    const begun = performance.now();
    await sleep(20);
    expect(app.close({ drain: 0 })).toBe(first);
    expect(signals[0]?.aborted).toBe(false);
    expect((await post("/queue/join", { data: [], fn_index: 0, session_hash: "s" })).status).toBe(503);
    await app[Symbol.asyncDispose]();
    expect(performance.now() - begun).toBeGreaterThan(150);
    expect(lastOf(await heard)).toMatchObject(ended);
  });
});

describe("two servers in one process", () => {
  it("share nothing: neither sessions nor logins nor files", async () => {
    const other = new Server({ auth: () => true }).api("/forever", { output: number() }).handle(() => 1);
    const { url: otherUrl } = await other.listen({ port: 0 });
    const form = new FormData();
    form.append("files", new Blob(["mine"]), "a.txt");
    const [path] = await (await ask("/gradio_api/upload", { method: "POST", body: form })).json();
    expect((await ask(`/gradio_api/file=${path}`)).status).toBe(200);
    await join(0);
    // A cookie of the one opens nothing at the other.
    expect((await fetch(`${otherUrl}/config`, { headers: { cookie } })).status).toBe(401);
    const login = await fetch(`${otherUrl}/login`, { method: "POST", body: new URLSearchParams({ username: "ada", password: "x" }) });
    const headers = { cookie: login.headers.getSetCookie()[1]?.split(";")[0] ?? "" };
    expect((await fetch(`${otherUrl}/config`, { headers })).status).toBe(200);
    expect((await fetch(`${otherUrl}/gradio_api/file=${path}`, { headers })).status).toBe(403);
    expect(await (await fetch(`${otherUrl}/gradio_api/queue/data?session_hash=s`, { headers })).text()).toContain("session_not_found");
    await other.close();
    // The one that is left goes on.
    expect((await ask(`/gradio_api/file=${path}`)).status).toBe(200);
    await app.close({ drain: 0 });
  });
});

describe("a login that is not one's own", () => {
  it("opens nothing: cookies that were changed, forged, cut, or of somebody who has logged out", async () => {
    const [name = "", token = ""] = cookie.split("=");
    const status = async (given: string) => (await fetch(`${url}/config`, { headers: { cookie: given } })).status;
    expect(await status(cookie)).toBe(200);
    const flipped = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
    for (const forged of [
      flipped,
      token.slice(0, -1),
      `${token}A`,
      token.toUpperCase(),
      "",
      "__proto__",
      "constructor",
      "true",
      "ada",
      `"${token}`,
    ])
      expect([forged, await status(`${name}=${forged}`)]).toEqual([forged, 401]);
    for (const other of ["access-token", "access-token-unsecure", "__proto__", `${name}x`])
      expect(await status(`${other}=${token}`)).toBe(401);
    expect((await ask("/logout", { redirect: "manual" })).status).toBe(302);
    expect(await status(cookie)).toBe(401);
    const join = await post("/queue/join", { data: [], fn_index: 0, session_hash: "s" });
    expect([join.status, signals]).toEqual([401, []]);
  });

  it("in a session of another user is still one's own: the handler hears who calls", async () => {
    const names: (string | null)[] = [];
    const shared = new Server({ auth: () => true, state: () => 0 }).api("/who", { output: number() }).handle((_, context) => {
      names.push(context.username);
      return ++context.state;
    });
    for (const username of ["ada", "eve"]) {
      const login = await shared.fetch("http://app/login", { method: "POST", body: new URLSearchParams({ username, password: "x" }) });
      const headers = { cookie: login.headers.getSetCookie()[1]?.split(";")[0] ?? "", "content-type": "application/json" };
      const body = JSON.stringify({ data: [], session_hash: "ada's" });
      await shared.fetch("http://app/gradio_api/run/who", { method: "POST", headers, body });
    }
    expect(names).toEqual(["ada", "eve"]);
    await shared.close();
  });
});
