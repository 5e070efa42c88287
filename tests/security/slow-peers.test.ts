import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { file, number, Server, text } from "@gradio-ts/server";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

const MINUTE = 60_000;
const PATIENT = { timeout: 10_000 };

let app: Server;
let port: number;
let folder: string;
let told: string[];
let signals: AbortSignal[];
let sockets: Socket[];

beforeEach(async () => {
  // Minutes are not waited for. Sockets keep Node's own time.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  folder = mkdtempSync(join(tmpdir(), "slow-"));
  vi.stubEnv("TMPDIR", folder);
  [told, signals, sockets] = [[], [], []];
  const note = (message: string) => told.push(message);
  app = new Server({ logger: { debug() {}, info() {}, warn: note, error: note }, mcp: true })
    .api("/echo", { inputs: { value: text() }, output: text() })
    .handle(({ value }) => value)
    .api("/flood", { output: text(), concurrencyId: "flood" })
    .handle(async function* (_, { signal }) {
      signals.push(signal);
      for (let n = 0; ; n++) yield `${n}`.padEnd(200_000, "x");
    })
    .api("/forever", { output: number(), concurrencyLimit: null })
    .handle((_, { signal }) => {
      signals.push(signal);
      return new Promise<number>(() => {});
    })
    .api("/size", { inputs: { given: file() }, output: number() })
    .handle(({ given }) => given.size) as unknown as Server;
  ({ port } = await app.listen({ port: 0 }));
});

afterEach(async () => {
  // Whatever they did, the app lives and answers.
  expect(await (await post("/run/echo", { data: ["still there"] })).json()).toMatchObject({ data: ["still there"] });
  for (const socket of sockets) socket.destroy();
  vi.useRealTimers();
  await app.close({ drain: 0 });
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const post = (path: string, body: object) =>
  fetch(`http://127.0.0.1:${port}/gradio_api${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close" },
    body: JSON.stringify(body),
  });

/** A client that decides itself when it sends and reads. */
function peer(bytes: string): { readonly socket: Socket; readonly got: () => string; readonly closed: Promise<void> } {
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  sockets.push(socket);
  let got = "";
  socket.on("data", (chunk) => (got += chunk)).on("error", () => {});
  const closed = new Promise<void>((resolve) => socket.on("end", resolve).on("close", () => resolve()));
  socket.write(bytes);
  return { socket, got: () => got, closed };
}

const head = (path: string, length: number, type: string) =>
  `POST /gradio_api${path} HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nAccept: */*\r\nContent-Length: ${length}\r\n\r\n`;
const FORM = "multipart/form-data; boundary=b";
const PART = '--b\r\nContent-Disposition: form-data; name="files"; filename="a.bin"\r\n\r\n';
/** Of the app's own folder. */
const kept = () => readdirSync(folder).flatMap((name) => readdirSync(join(folder, name)));

function arrivedBytes(): number {
  const [name = ""] = readdirSync(folder);
  return statSync(join(folder, name, kept()[0] ?? "")).size;
}

async function passes(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

describe("a body that stops coming", () => {
  it.each([
    ["a join", "/queue/join", 50, "application/json", "{"],
    ["a large join", "/queue/join", 1_000_000, "application/json", "{"],
    ["a call of a tool", "/mcp/", 50, "application/json", "{"],
    ["a question of a component", "/component_server", 50, "application/json", "{"],
  ])("of %s is refused after a minute, and its connection closed", async (_, path, length, type, begun) => {
    const { got, closed } = peer(head(path, length, type) + begun);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await passes(MINUTE + 1_000);
    await vi.waitFor(() => expect(got()).toMatch(/^HTTP\/1.1 408 .*The request body has stopped coming/s));
    await passes(1_000);
    await closed;
    expect(told).toEqual(["a request body has stopped coming"]);
  });

  it("of an upload is refused after a minute, and nothing of it is kept", async () => {
    const { got, closed } = peer(head("/upload", 10_000_000, FORM) + PART + "x".repeat(1_000_000));
    await vi.waitFor(() => expect(kept()).toHaveLength(1), PATIENT);
    await vi.waitFor(() => expect(vi.getTimerCount()).toBeGreaterThan(0));
    await passes(MINUTE + 1_000);
    await vi.waitFor(() => expect(got()).toMatch(/^HTTP\/1.1 408 /));
    await passes(1_000);
    await closed;
    await vi.waitFor(() => expect(kept()).toEqual([]), PATIENT);
    expect(told).toEqual(["a request body has stopped coming"]);
  });

  it("is one that drips, too", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const { socket, got } = peer(head("/upload", 10_000_000, FORM) + PART);
    for (let n = 0; n < 10 && got() === ""; n++) {
      socket.write("drip");
      await sleep(10);
      await passes(20_000);
    }
    await vi.waitFor(() => expect(got()).toMatch(/^HTTP\/1.1 408 /), PATIENT);
  });
});

it("an upload that goes on coming is taken, however long it takes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  const rounds = 20;
  const end = "\r\n--b--\r\n";
  const { socket, got } = peer(head("/upload", PART.length + rounds * 2_000 + end.length, FORM) + PART);
  for (let n = 0; n < rounds; n++) {
    socket.write("x".repeat(2_000));
    await vi.waitFor(() => expect(arrivedBytes()).toBeGreaterThan(2_000 * n), PATIENT);
    await passes(MINUTE / 2);
  }
  socket.write(end);
  await vi.waitFor(() => expect(got()).toMatch(/^HTTP\/1.1 200 .*a\.bin"\]/s));
  expect(told).toEqual([]);
});

describe("a stream that nobody reads", () => {
  const open = async (session: string, fn_index: number) => {
    expect((await post("/queue/join", { data: [], fn_index, session_hash: session })).status).toBe(200);
    const stream = peer(`GET /gradio_api/queue/data?session_hash=${session} HTTP/1.1\r\nHost: x\r\n\r\n`);
    return stream;
  };

  it("is cut after a minute in which it held a generator up, whose place the next one gets", async () => {
    const stream = await open("deaf", 1);
    await vi.waitFor(() => expect(stream.got()).toContain("process_generating"), PATIENT);
    stream.socket.pause();
    await open("next", 1);
    await passes(MINUTE / 2);
    expect(signals).toHaveLength(1);
    await passes(MINUTE);
    await vi.waitFor(() => expect(signals).toHaveLength(2), PATIENT);
    expect(signals[0]?.aborted).toBe(true);
    expect(told).toEqual(["a client has stopped reading its event stream"]);
    stream.socket.resume();
    await stream.closed;
  });

  it("ends as a client's that has gone where it is half closed", async () => {
    const stream = await open("half", 2);
    await vi.waitFor(() => expect(signals).toHaveLength(1), PATIENT);
    stream.socket.end();
    await vi.waitFor(() => expect(signals[0]?.aborted).toBe(true), PATIENT);
    await stream.closed;
    expect(told).toEqual([]);
  });
});

it("an upload that is half closed in the middle leaves nothing", async () => {
  const { socket, closed } = peer(head("/upload", 10_000_000, FORM) + PART + "x".repeat(1_000_000));
  await vi.waitFor(() => expect(kept()).toHaveLength(1), PATIENT);
  socket.end();
  await closed;
  await vi.waitFor(() => expect(kept()).toEqual([]), PATIENT);
});
