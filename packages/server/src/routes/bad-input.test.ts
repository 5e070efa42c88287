import { connect } from "node:net";
import { AppError } from "@gradio-ts/client";
import { describe, expect, test, vi } from "vitest";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import { kinds, result, sleep, TestClient } from "../testing/test-client.js";

function recording() {
  const lines: string[] = [];
  return { lines, logger: { debug() {}, info() {}, warn() {}, error: (message: string) => lines.push(message) } };
}

describe("a handler that throws", () => {
  const unspeakable = {
    get message() {
      throw new Error("no message either");
    },
    toString() {
      throw new Error("nor a text");
    },
  };
  const things: [string, unknown][] = [
    ["null", null],
    ["undefined", undefined],
    ["zero", 0],
    ["a text", "text"],
    ["an object", {}],
    ["an object without a prototype", Object.create(null)],
    ["an object that cannot be made a text", unspeakable],
    ["an error whose message cannot be read", Object.setPrototypeOf(unspeakable, Error.prototype)],
    ["an AppError that cannot be written as JSON", Object.assign(new AppError("x"), { duration: 1n })],
  ];
  test.each(things)("S89, S121, S122, S124: %s fails its call, and the app goes on", async (_, thing) => {
    for (const showErrors of [false, true]) {
      const { lines, logger } = recording();
      const server = new Server({ logger, showErrors })
        .api("/bad", { output: number() })
        .handle(() => {
          throw thing;
        })
        .api("/late", { output: number() })
        .handle(async function* () {
          yield 1;
          throw thing;
        })
        .api("/good", { output: number() })
        .handle(() => 1);
      const client = new TestClient(server);
      for (const fn of [0, 1]) {
        const completed = (await client.call(fn, [])).at(-2);
        expect(completed).toMatchObject({ msg: "process_completed", success: false });
        if (!showErrors) expect(completed).toMatchObject({ output: { error: null } });
      }
      const direct = await client.post("/run/bad", { data: [] });
      const said = await direct.json();
      expect([direct.status, Object.keys(said)]).toEqual([500, expect.arrayContaining(["error"])]);
      const { event_id } = await (await client.post("/call/bad", { data: [] })).json();
      const curl = await (await client.get(`/call/bad/${event_id}`)).text();
      expect(curl).toMatch(/^event: error\ndata: \{"error":/);
      if (!showErrors) expect([said.error, curl]).toEqual([null, expect.stringContaining('"error":null')]);
      expect(lines).toEqual(["/bad failed", "/late failed", "/bad failed", "/bad failed"]);
      expect(result(await client.call(2, []))).toEqual([1]);
    }
  });

  test("where the logger throws, too: the call fails all the same", async () => {
    const fail = () => {
      throw new Error("no disk");
    };
    const server = new Server({ logger: { debug: fail, info: fail, warn: fail, error: fail } }).api("/x", {}).handle(fail);
    expect((await new TestClient(server).call(0, [])).at(-2)).toMatchObject({ success: false, output: { error: null } });
  });
});

describe("a handler that gives", () => {
  const wrong: [string, unknown][] = [
    ["a text for a number", "text"],
    ["a function", () => 1],
    ["a symbol", Symbol("x")],
    ["nothing at all", undefined],
    ["not a number", Number.NaN],
    ["a big integer", 1n],
  ];
  test.each(wrong)("S124: %s fails its call, hidden from its caller and told to the owner", async (_, given) => {
    const { lines, logger } = recording();
    const server = new Server({ logger }).api("/x", { output: [number(), number()] }).handle(() => [1, given as number] as const);
    const client = new TestClient(server);
    const completed = (await client.call(0, [])).at(-2);
    expect(completed).toMatchObject({ success: false, output: { error: null } });
    expect(lines).toEqual(["/x failed"]);
  });

  test.each([
    ["too few values", [1]],
    ["too many values", [1, 2, 3]],
    ["no array", 1],
  ])("S124: %s for several outputs fails its call", async (_, given) => {
    const server = new Server().api("/x", { output: [number(), number()] }).handle(() => given as never);
    expect((await new TestClient(server).call(0, [])).at(-2)).toMatchObject({ success: false });
  });

  test("S93: steps after a cancel is not heard, even if it cannot be closed", async () => {
    let asked = 0;
    const server = new Server().api("/deaf", { output: number() }).handle(() => ({
      [Symbol.asyncIterator]: () => ({
        async next() {
          await sleep(1);
          return { done: false as const, value: ++asked };
        },
      }),
    }));
    const client = new TestClient(server);
    const id = await client.join(0, []);
    const stream = await client.stream();
    await stream.until("process_generating");
    await client.cancel(id);
    expect(kinds(await stream.rest()).slice(-2)).toEqual(["process_completed", "close_stream"]);
    const before = asked;
    await sleep(20);
    expect(asked).toBeLessThanOrEqual(before + 1);
    expect(kinds(await client.messages())).toEqual(["close_stream"]);
  });

  test("S125: a value deeper than the stack fails its call", async () => {
    const { lines, logger } = recording();
    const server = new Server({ logger })
      .api("/deep", { output: json() })
      .handle(() => JSON.parse(`${"[".repeat(100_000)}${"]".repeat(100_000)}`))
      .api("/good", { output: number() })
      .handle(() => 1);
    const client = new TestClient(server);
    expect((await client.call(0, [])).at(-2)).toMatchObject({ success: false, output: { error: null } });
    expect(lines).toEqual(["/deep failed"]);
    expect(result(await client.call(1, []))).toEqual([1]);
  });

  test("more than its endpoint declares fails its call, and the owner is told what to declare", async () => {
    const errors: unknown[] = [];
    const logger = { debug() {}, info() {}, warn() {}, error: (_: string, fields?: { error?: unknown }) => errors.push(fields?.error) };
    const server = new Server({ logger }).api("/silent", {}).handle((() => 5) as () => void);
    expect((await new TestClient(server).call(0, [])).at(-2)).toMatchObject({ success: false, output: { error: null } });
    expect(errors).toEqual([new TypeError("/silent declares no output: its handler must give nothing.")]);
  });
});

test("S125: a route that fails answers as JSON, to pages elsewhere, too", async () => {
  const { lines, logger } = recording();
  const page = () => {
    throw new Error("no page");
  };
  const answer = await new TestClient(new Server({ logger, page })).request("/", { headers: { origin: "https://page.example" } });
  expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([500, "https://page.example"]);
  expect(await answer.json()).toEqual({ detail: "Internal Server Error" });
  expect(lines).toEqual(["a request failed"]);
});

describe("a key called __proto__", () => {
  const echo = () =>
    new Server().api("/echo", { inputs: { value: json() }, output: json() }).handle(async function* ({ value }) {
      yield value;
      yield { ...(value as object), more: 1 };
    });
  const value = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}';

  test.each([
    ["/queue/join", `{"data":[${value}],"fn_index":0,"session_hash":"s","__proto__":{"data":[]}}`],
    ["/call/echo", `{"data":[${value}],"session_hash":"s","__proto__":{}}`],
    ["/call/v2/echo", `{"value":${value},"__proto__":1}`],
    ["/run/echo", `{"data":[${value}]}`],
    ["/cancel", '{"__proto__":{"session_hash":"s"},"event_id":"x","fn_index":0}'],
  ])("S66, S145: sent to %s stays a key, and changes nothing else", async (path, body) => {
    const client = new TestClient(echo());
    const answer = await client.post(path, null, { headers: { "content-type": "application/json" }, body });
    // Unknown to v2, and no session hash of a cancel.
    expect(answer.status).toBe(path === "/call/v2/echo" || path === "/cancel" ? 422 : 200);
    if (path === "/run/echo") expect(JSON.stringify((await answer.json()).data)).toBe(`[${value}]`);
    if (path === "/queue/join") expect(JSON.stringify(result(await client.messages()))).toContain('"__proto__":{"polluted":1}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("a request that is no JSON request", () => {
  const app = () => {
    let ran = 0;
    const server = new Server().api("/x", { output: number() }).handle(() => ++ran);
    return { server, client: new TestClient(server), ran: () => ran };
  };
  const body = '{"data":[],"fn_index":0,"session_hash":"s"}';

  test.each([
    ["text/plain", body],
    ["application/x-www-form-urlencoded", body],
    ["multipart/form-data; boundary=x", body],
    ["text/plain; application/json", body],
  ])("S66, S152: posted as %s, as a page on another site may, is a 422 and no call", async (type, content) => {
    const { client, ran } = app();
    for (const path of ["/queue/join", "/run/x", "/call/x", "/call/v2/x", "/cancel", "/reset"]) {
      const answer = await client.post(path, null, { headers: { "content-type": type, origin: "https://evil.example" }, body: content });
      expect([path, answer.status]).toEqual([path, 422]);
    }
    await sleep(5);
    expect(ran()).toBe(0);
  });

  test.each([
    ["nothing", ""],
    ["half of it", body.slice(0, 20)],
    ["null", "null"],
    ["a list", "[]"],
    ["a number", "3"],
    ["bytes that are no text", new Uint8Array([0xff, 0xfe, 0x7b])],
  ])("S66: with %s in it is a 422", async (_, content) => {
    const { client } = app();
    const answer = await client.post("/queue/join", null, { headers: { "content-type": "application/json" }, body: content });
    expect([answer.status, Array.isArray((await answer.json()).detail)]).toEqual([422, true]);
  });

  test("S32: with a method that every object has is a 405", async () => {
    const { server } = app();
    for (const method of ["toString", "constructor", "__proto__"]) {
      const answer = await server.fetch("http://app/config", { method });
      expect([method, answer.status, await answer.json()]).toEqual([method, 405, { detail: "Method Not Allowed" }]);
    }
  });

  test("S204: that says it is too large is a 413 before it has come", async () => {
    const { server, client } = app();
    const { port } = await server.listen({ port: 0 });
    const socket = connect(port, "127.0.0.1");
    const answer = new Promise<string>((resolve) => socket.once("data", (data) => resolve(String(data))));
    socket.write("POST /gradio_api/queue/join HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 900000000\r\n\r\n{");
    expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
    expect(result(await client.call(0, []))).toEqual([1]);
    await server.close();
  });
});

test("S141: direct calls take no place, and wait for none", async () => {
  const server = new Server({ concurrencyLimit: 1 })
    .api("/x", { inputs: { n: number() }, output: number() })
    .handle(({ n }) => (n === 0 ? new Promise<number>(() => {}) : n));
  const client = new TestClient(server);
  await client.join(0, [0]);
  await sleep(2);
  const answers = await Promise.all([1, 2].map(async (n) => (await client.post("/run/x", { data: [n] })).json()));
  expect(answers).toMatchObject([{ data: [1] }, { data: [2] }]);
  await server.close({ drain: 0 });
});

describe("a client that vanishes", () => {
  test("S204: half way through its request leaves nothing behind", async () => {
    const { lines, logger } = recording();
    const server = new Server({ logger }).api("/x", { output: text() }).handle(() => "ok");
    const { port } = await server.listen({ port: 0 });
    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("POST /gradio_api/queue/join HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{");
    await sleep(20);
    socket.resetAndDestroy();
    await sleep(20);
    expect(result(await new TestClient(server).call(0, []))).toEqual(["ok"]);
    expect(lines.length).toBeLessThanOrEqual(1);
    await server.close();
  });

  test("S96: during a batch leaves it; with the last one the signal fires", async () => {
    const signals: AbortSignal[] = [];
    let endFirst = () => {};
    const firstEnds = new Promise<void>((resolve) => {
      endFirst = resolve;
    });
    const server = new Server().api("/x", { inputs: { n: number() }, output: number() }).handleBatch(async (batch, { signal }) => {
      signals.push(signal);
      await (signals.length === 1 ? firstEnds : new Promise((resolve) => signal.addEventListener("abort", resolve)));
      return batch.map(({ n }) => n);
    });
    const client = new TestClient(server);
    for (const n of [0, 1, 2]) {
      await client.join(0, [n], `s${n}`);
      await vi.waitFor(() => expect(signals).toHaveLength(1));
    }
    const streams = await Promise.all([1, 2].map((n) => client.stream(`s${n}`)));
    endFirst();
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    for (const stream of streams) await stream.until("process_starts");
    await streams[0]?.drop();
    expect(signals[1]?.aborted).toBe(false);
    await streams[1]?.drop();
    expect(signals[1]?.aborted).toBe(true);
    await client.join(0, [3], "s3");
    await vi.waitFor(() => expect(signals).toHaveLength(3));
    await server.close({ drain: 0 });
  });
});
