import { InvalidArgumentError } from "@gradio-ts/client";
import { describe, expect, test, vi } from "vitest";
import { number } from "./fields/number.js";
import { text } from "./fields/text.js";
import { Server } from "./server.js";
import { kinds, result, sleep, TestClient, type Tested } from "./testing/test-client.js";

describe("S19, S209: a definition is checked when it is made", () => {
  const define = (name: string, definition: object) => () => new Server().api(name as "/x", definition).handle(() => {});
  test.each([
    ["a misspelt option", "/x", { ouput: number() }, "ouput"],
    ["a name with a space", "/a b", {}, "/a b"],
    ["an empty name", "/", {}, "/"],
    ["an input that is no field", "/x", { inputs: { a: 3 } }, "a"],
    ["a name Python's client takes", "/x", { inputs: { api_name: text() } }, "api_name"],
    ["another that it takes", "/x", { inputs: { fn_index: text() } }, "fn_index"],
    ["a third that it takes", "/x", { inputs: { result_callbacks: text() } }, "result_callbacks"],
    ["a name that is no identifier", "/x", { inputs: { "a-b": text() } }, "a-b"],
    ["a Python keyword", "/x", { inputs: { lambda: text() } }, "lambda"],
    ["a default that does not fit", "/x", { inputs: { n: number({ max: 3, default: 4 }) } }, "at most 3"],
    ["an output that is no field", "/x", { output: "text" }, "output"],
    ["a limit of none at all", "/x", { concurrencyLimit: 0 }, "concurrencyLimit"],
    ["a time that is none", "/x", { timeout: -1 }, "timeout"],
    ["an unknown visibility", "/x", { visibility: "hidden" }, "visibility"],
  ])("%s", (_, name, definition, told) => {
    expect(define(name, definition)).toThrow(InvalidArgumentError);
    expect(define(name, definition)).toThrow(told);
    expect(define(name, definition)).toThrow(name);
  });

  test("a name given twice", () => {
    expect(() =>
      new Server()
        .api("/x", {})
        .handle(() => {})
        .api("/x", {}),
    ).toThrow("/x is defined twice");
  });

  test("an option of the server that does not exist, or does not fit", () => {
    expect(() => new Server({ tilte: "x" } as never)).toThrow('no option "tilte"');
    expect(() => new Server({ concurrencyLimit: 0 })).toThrow(InvalidArgumentError);
    expect(() => new Server({ state: 3 as never })).toThrow(InvalidArgumentError);
  });
});

describe("fetch", () => {
  const server = new Server().api("/x", { output: number() }).handle(() => new Promise<number>(() => {}));

  test("takes a request, a URL, or text and init; what runtimes pass after a request is ignored", async () => {
    const { fetch } = server;
    expect((await fetch(new Request("http://app/config"), { env: true })).status).toBe(200);
    expect((await fetch(new URL("http://app/config"))).status).toBe(200);
    expect(
      (
        await fetch("http://app/gradio_api/reset", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{"event_id":"x"}',
        })
      ).status,
    ).toBe(200);
  });

  test("rejects at once when its signal fires, as over a network", async () => {
    const controller = new AbortController();
    const answer = server.fetch("http://app/gradio_api/run/x", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: '{"data":[]}',
      signal: controller.signal,
    });
    setTimeout(() => controller.abort(), 5);
    await expect(answer).rejects.toThrow("aborted");
  });
});

describe("close", () => {
  const slow = (ms: number) =>
    new Server().api("/slow", { output: number() }).handle(async () => {
      await sleep(ms);
      return ms;
    });

  test("S70, S201: lets running calls finish, ends waiting ones with an error, refuses new ones, and is idempotent", async () => {
    const server = slow(40);
    const client = new TestClient(server);
    await client.join(0, [], "running");
    await client.join(0, [], "waiting");
    await sleep(5);
    const closed = server.close();
    expect(server.close()).toBe(closed);
    expect((await client.messages("waiting")).at(-2)).toMatchObject({ success: false, output: { error: "The server has stopped." } });
    const join = await client.post("/queue/join", { data: [], fn_index: 0, session_hash: "s" });
    expect([join.status, await join.json()]).toEqual([503, { detail: "Queue is stopped." }]);
    expect((await client.post("/run/slow", { data: [] })).status).toBe(503);
    await closed;
    expect(result(await client.messages("running"))).toEqual([40]);
  });

  test("S201: ends what is not done in time with the same error, and fires its signal", async () => {
    const signals: AbortSignal[] = [];
    const server = new Server().api("/forever", { output: number() }).handle((_, { signal }) => {
      signals.push(signal);
      return new Promise<number>(() => {});
    });
    const client = new TestClient(server);
    await client.join(0, []);
    const direct = client.post("/run/forever", { data: [] });
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    const messages = client.messages();
    await server.close({ drain: 10 });
    expect((await messages).at(-2)).toMatchObject({ success: false, output: { error: "The server has stopped." } });
    expect((await direct).status).toBe(500);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
  });

  test("does not wait where nothing runs", async () => {
    const before = performance.now();
    await slow(0).close();
    expect(performance.now() - before).toBeLessThan(100);
  });
});

describe("over a socket", () => {
  const add = () => new Server().api("/add", { inputs: { a: number(), b: number() }, output: number() }).handle(({ a, b }) => a + b);
  const over = (url: string): Tested => ({ fetch: (input, init) => fetch(input.replace("http://app", url), init) });

  test("closed while it is about to listen, is gone all the same; two sockets at once are refused", async () => {
    const server = new Server();
    const listening = server.listen({ port: 0 });
    await expect(server.listen({ port: 0 })).rejects.toThrow("already listens");
    await server.close();
    const { url } = await listening;
    await expect(fetch(`${url}/config`)).rejects.toThrow("fetch failed");
  });

  test("S200: listens on any free port, answers calls, and is gone when closed", async () => {
    const server = add();
    const { url, port } = await server.listen({ port: 0 });
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const client = new TestClient(over(url));
    expect((await client.config())["root"]).toBe(url);
    expect(kinds(await client.call(0, [1, 2]))).toEqual(["estimation", "process_starts", "process_completed", "close_stream"]);
    await server.close();
    await expect(fetch(url)).rejects.toThrow();
  });

  test("S96: a client that goes away drops its stream and its direct calls", async () => {
    const signals: AbortSignal[] = [];
    const server = new Server().api("/x", { output: number() }).handle((_, { signal }) => {
      signals.push(signal);
      return new Promise<number>(() => {});
    });
    const { url } = await server.listen({ port: 0 });
    const client = new TestClient(over(url));
    await client.join(0, []);
    const controller = new AbortController();
    const stream = await client.stream("s", { signal: controller.signal });
    await stream.until("process_starts");
    const direct = client.post("/run/x", { data: [] }, { signal: controller.signal }).catch(() => "gone");
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    controller.abort();
    expect(await direct).toBe("gone");
    await vi.waitFor(() => expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]));
    await server.close({ drain: 0 });
  });

  test("S111: a slow reader makes a generator wait", async () => {
    let steps = 0;
    const server = new Server().api("/x", { output: text() }).handle(async function* () {
      for (; steps < 500; steps++) yield `${steps}`.padEnd(200_000, "x");
    });
    const { url } = await server.listen({ port: 0 });
    const client = new TestClient(over(url));
    await client.join(0, []);
    const stream = await client.stream();
    await stream.until("process_generating");
    await sleep(200);
    // What the sockets' own buffers take, and no more.
    expect(steps).toBeLessThan(100);
    await stream.drop();
    await server.close({ drain: 0 });
  });

  test("a port that is taken is an error that names it if it was asked for; another may then be", async () => {
    const first = add();
    const { port } = await first.listen({ port: 0 });
    const second = add();
    await expect(second.listen({ port })).rejects.toThrow(
      `Port ${port} of 127.0.0.1 is taken: give another one, or none for the first that is free.`,
    );
    expect((await second.listen({ port: 0 })).port).not.toBe(port);
    await first.close();
    await second.close();
  });

  test("without a port it takes the first free one from 7860", async () => {
    const [first, second] = [add(), add()];
    const one = await first.listen();
    const two = await second.listen();
    expect(one.port).toBeGreaterThanOrEqual(7860);
    expect(two.port).toBeGreaterThan(one.port);
    expect(two.port).toBeLessThan(7960);
    await Promise.all([first.close(), second.close()]);
  });
});
