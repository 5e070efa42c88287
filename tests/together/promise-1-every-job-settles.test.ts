import { AppError, Client, ConnectionError, ConnectionLostError, type Job, SessionNotFoundError, TimeoutError } from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { completed, estimation, generating, json, ScriptedServer, starts } from "./scripted-server.js";

/** What came out of a job's three ways of being watched; none of them may stay open. */
async function everything(job: Job) {
  const iterated: unknown[] = [];
  const updates: string[] = [];
  const [thrown] = await Promise.all([
    (async () => {
      for await (const output of job) iterated.push(output);
    })().catch((error: unknown) => error),
    (async () => {
      for await (const update of job.updates()) updates.push(update.type === "status" ? update.code : update.type);
    })(),
  ]);
  return { iterated, updates, thrown, result: await job.result().catch((error: unknown) => error) };
}

describe("promise 1: every job settles and every iterator ends", () => {
  let server: ScriptedServer;
  let client: Client;
  beforeEach(async () => {
    server = new ScriptedServer();
    client = await Client.connect("http://app.test", { fetch: server.fetch });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await client.close();
  });

  it("when all goes well", async () => {
    const job = client.submit("/stream", ["x"]);
    const watched = everything(job);
    const stream = await server.stream();
    stream.send(
      estimation("e1", 2, 3, 4.5),
      starts("e1", 1),
      generating("e1", "a"),
      generating("e1", [["append", [], "b"]]),
      completed("e1", "ab"),
    );
    stream.close();
    expect(await watched).toEqual({
      iterated: ["a", "ab"],
      updates: ["STARTING", "JOINING_QUEUE", "IN_QUEUE", "PROCESSING", "ITERATING", "output", "ITERATING", "output", "FINISHED"],
      thrown: undefined,
      result: "ab",
    });
    expect(job.outputs()).toEqual(["a", "ab"]);
    expect(job.status()).toMatchObject({ code: "FINISHED", success: true, error: null });
  });

  it.each([
    ["ends too early", (stream: { end(): void }) => stream.end()],
    ["is reset", (stream: { reset(): void }) => stream.reset()],
  ])("when the stream %s: all its jobs are lost at once, and the next call works (users.md rows 1, 2)", async (_, broken) => {
    const jobs = [client.submit("/stream", ["x"]), client.submit("/echo", ["y"])];
    const watched = jobs.map(everything);
    const stream = await server.stream();
    await server.until(() => server.to("gradio_api/queue/join").length === 2);
    stream.send(starts("e1"), generating("e1", "a"));
    await vi.waitFor(() => expect([jobs[0]?.outputs(), jobs[1]?.eventId]).toEqual([["a"], "e2"]));
    broken(stream as never);
    const [generator, plain] = await Promise.all(watched);
    expect(generator).toMatchObject({ iterated: ["a"], thrown: expect.any(ConnectionLostError), result: expect.any(ConnectionLostError) });
    expect(plain).toMatchObject({ iterated: [], thrown: expect.any(ConnectionLostError) });
    const next = client.predict("/echo", ["z"]);
    (await server.stream(1)).send(completed("e3", "z"));
    expect(await next).toBe("z");
  });

  it.each<[string, () => Response | Promise<Response>, unknown[], unknown]>([
    ["gives its value", () => json({ data: ["x"] }), ["x"], undefined],
    ["fails", () => json({ error: "no" }, 500), [], expect.any(AppError)],
    ["gets no answer", () => Promise.reject(new TypeError("fetch failed")), [], expect.any(ConnectionError)],
  ])("when a function beside the queue %s (users.md row 3)", async (_, answer, outputs, error) => {
    server.on("gradio_api/run/predict", answer);
    const { iterated, thrown, updates } = await everything(client.submit("/direct", ["x"]));
    expect([iterated, thrown]).toEqual([outputs, error]);
    expect(updates.at(-1)).toBe("FINISHED");
  });

  it("when the server closes the stream while calls are open: it is opened again, nothing is lost", async () => {
    const first = client.predict("/echo", ["x"]);
    const second = client.predict("/echo", ["y"]);
    const stream = await server.stream();
    await server.until(() => server.to("gradio_api/queue/join").length === 2);
    stream.send(completed("e1", "x"));
    expect(await first).toBe("x");
    stream.close();
    (await server.stream(1)).send(estimation("e2"), completed("e2", "y"));
    expect(await second).toBe("y");
  });

  it("when a stream opened for a call ends without a word of it: it is lost", async () => {
    const job = client.predict("/echo", ["x"]);
    (await server.stream()).close();
    await expect(job).rejects.toBeInstanceOf(ConnectionLostError);
  });

  it("when the server has forgotten the session", async () => {
    const job = client.predict("/echo", ["x"]);
    (await server.stream()).send({
      msg: "unexpected_error",
      event_id: null,
      message: "404: Not Found",
      session_not_found: true,
      success: false,
    });
    await expect(job).rejects.toBeInstanceOf(SessionNotFoundError);
  });

  it("when messages come before the join is answered: none is missed", async () => {
    const first = client.predict("/echo", ["x"]);
    const stream = await server.stream();
    let answer = () => {};
    server.on("gradio_api/queue/join", async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return Response.json({ event_id: "early" });
    });
    const job = client.submit("/stream", ["y"]);
    const watched = everything(job);
    await server.until(() => server.to("gradio_api/queue/join").length === 2);
    stream.send(generating("early", "a"), generating("early", [["append", [], "b"]]), completed("early", "ab"), completed("e1", "x"));
    await first;
    answer();
    expect(await watched).toMatchObject({ iterated: ["a", "ab"], result: "ab" });
  });

  it("when the stream falls silent and the server answers otherwise", async () => {
    vi.useFakeTimers();
    const job = client.submit("/echo", ["x"]);
    const watched = everything(job);
    (await server.stream()).send(estimation("e1"));
    await vi.advanceTimersByTimeAsync(61_000);
    expect(server.to("gradio_api/app_id")).toHaveLength(2);
    expect((await watched).result).toBeInstanceOf(ConnectionLostError);
  });

  it("when the server is only busy: it is waited for", async () => {
    vi.useFakeTimers();
    server.on("gradio_api/app_id", () => new Promise(() => {}));
    const job = client.submit("/echo", ["x"]);
    const stream = await server.stream();
    stream.send(estimation("e1"));
    await vi.advanceTimersByTimeAsync(300_000);
    expect(job.done()).toBe(false);
    stream.send(completed("e1", "x"));
    await vi.advanceTimersByTimeAsync(0);
    expect(await job.result()).toBe("x");
  });

  it("when the call itself keeps the server busy before the stream is opened: that is waited for, and not given up", async () => {
    vi.useFakeTimers();
    let open = () => {};
    server.on("gradio_api/app_id", () => new Promise(() => {}));
    server.on("gradio_api/queue/data", ({ signal }) => {
      return new Promise((resolve) => {
        open = () => resolve(server.openStream(signal));
      });
    });
    const job = client.submit("/echo", ["x"]);
    await vi.advanceTimersByTimeAsync(90_000);
    expect(server.to("gradio_api/app_id").length).toBeGreaterThan(0);
    open();
    (await server.stream()).send(completed("e1", "x"));
    expect(await job.result()).toBe("x");
    expect(server.to("gradio_api/queue/data")).toHaveLength(1);
  });

  it("when the stream cannot be opened though the server answers otherwise", async () => {
    vi.useFakeTimers();
    server.on("gradio_api/queue/data", () => new Promise(() => {}));
    const job = client.submit("/echo", ["x"]);
    await vi.advanceTimersByTimeAsync(59_000);
    expect(job.done()).toBe(false);
    await vi.advanceTimersByTimeAsync(3000);
    expect(job.status().error).toBeInstanceOf(ConnectionLostError);
    expect(server.to("gradio_api/queue/data")[0]?.signal?.aborted).toBe(true);
  });

  it("when a server stays silent for good: it is given up after 10 minutes", async () => {
    vi.useFakeTimers();
    server.on("gradio_api/app_id", () => new Promise(() => {}));
    const job = client.submit("/echo", ["x"]);
    (await server.stream()).send(estimation("e1"));
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    expect(job.status().error).toBeInstanceOf(ConnectionLostError);
  });

  it("when a server stays silent for good, and the caller gives every other request all the time there is", async () => {
    vi.useFakeTimers();
    const patient = await Client.connect("http://app.test", { fetch: server.fetch, requestTimeout: Number.POSITIVE_INFINITY });
    server.on("gradio_api/app_id", () => new Promise(() => {}));
    const job = patient.submit("/echo", ["x"]);
    (await server.stream()).send(estimation("e1"));
    await vi.advanceTimersByTimeAsync(12 * 60_000);
    expect(job.status().error).toBeInstanceOf(ConnectionLostError);
  });

  it("when the caller's timeout runs out, which also tells the server", async () => {
    vi.useFakeTimers();
    const job = client.submit("/echo", ["x"], { timeout: 5000 });
    const watched = everything(job);
    (await server.stream()).send(starts("e1"));
    await vi.advanceTimersByTimeAsync(5000);
    expect(await watched).toMatchObject({ result: expect.any(TimeoutError) });
    await server.until(() => server.to("gradio_api/cancel").length === 1);
    expect(server.to("gradio_api/cancel")[0]?.body).toEqual({ event_id: "e1", session_hash: client.sessionHash, fn_index: 0 });
  });
});
