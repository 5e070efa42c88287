import { Client, ConnectionLostError, HttpError, QueueFullError, RateLimitError } from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { completed, failed, generating, json, networkFailure, ScriptedServer, starts } from "./scripted-server.js";

const JOIN = "gradio_api/queue/join";

describe("promise 1, resubmitting: only what its author says may run twice, only while nothing came of it", () => {
  let server: ScriptedServer;
  let client: Client;
  beforeEach(async () => {
    server = new ScriptedServer();
    client = await Client.connect("http://app.test", { fetch: server.fetch });
    vi.useFakeTimers();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await client.close();
  });

  it("after a lost stream: with a new event, and the status goes back (users.md row 10)", async () => {
    const job = client.submit("/echo", ["x"], { resubmit: 1 });
    const codes: string[] = [];
    const watched = (async () => {
      for await (const update of job.updates()) if (update.type === "status") codes.push(update.code);
    })();
    const stream = await server.stream();
    stream.send(starts("e1"));
    await vi.advanceTimersByTimeAsync(0);
    stream.reset();
    await vi.advanceTimersByTimeAsync(600);
    expect(job.eventId).toBe("e2");
    (await server.stream(1)).send(completed("e2", "x"));
    expect(await job.result()).toBe("x");
    await watched;
    expect(codes).toEqual(["STARTING", "JOINING_QUEUE", "PROCESSING", "JOINING_QUEUE", "FINISHED"]);
  });

  it("as often as said, and fails with the last failure", async () => {
    server.on(JOIN, () => json({ detail: "Queue is full. Max size is 1 and size is 1." }, 503));
    const job = client.submit("/echo", ["x"], { resubmit: 2 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(job.status()).toMatchObject({ code: "QUEUE_FULL", error: expect.any(QueueFullError) });
    expect(server.to(JOIN)).toHaveLength(3);
  });

  it("never by itself", async () => {
    const job = client.submit("/echo", ["x"]);
    (await server.stream()).reset();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(job.status().error).toBeInstanceOf(ConnectionLostError);
    expect(server.to(JOIN)).toHaveLength(1);
  });

  it("never after an output", async () => {
    const job = client.submit("/stream", ["x"], { resubmit: 5 });
    const stream = await server.stream();
    stream.send(generating("e1", "a"));
    await vi.advanceTimersByTimeAsync(0);
    stream.reset();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(job.status().error).toBeInstanceOf(ConnectionLostError);
    expect([job.outputs(), server.to(JOIN).length]).toEqual([["a"], 1]);
  });

  it.each([
    ["the app's own error", 500],
    ["a refusal", 400],
  ])("never after %s, which would come again", async (_, status) => {
    if (status === 400) server.on(JOIN, () => json({ detail: "no" }, 400));
    const job = client.submit("/echo", ["x"], { resubmit: 5 });
    if (status === 500) (await server.stream()).send(failed("e1", { error: "no" }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(job.status()).toMatchObject({ code: "FINISHED", success: false });
    expect(server.to(JOIN)).toHaveLength(1);
  });

  it("after the pauses of maxRetries: 0.5 s, then twice as long each time", async () => {
    vi.spyOn(Math, "random").mockReturnValue(0);
    onTestFinished(() => void vi.restoreAllMocks());
    const times: number[] = [];
    server.on(JOIN, () => {
      times.push(Date.now());
      return json({ detail: "Service Unavailable" }, 503);
    });
    const job = client.submit("/echo", ["x"], { resubmit: 3 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(job.done()).toBe(true);
    // Chance takes a half at most; here it does.
    expect(times.slice(1).map((time, index) => time - (times[index] as number))).toEqual([250, 500, 1000]);
  });

  it("not where the server wants a longer wait than a request may take", async () => {
    server.on(JOIN, () => json({}, 429, { "retry-after": "61" }));
    const job = client.submit("/echo", ["x"], { resubmit: 5 });
    await vi.advanceTimersByTimeAsync(0);
    expect(job.status().error).toBeInstanceOf(RateLimitError);
    server.on(JOIN, () => json({}, 429, { "retry-after": "30" }));
    const patient = client.submit("/echo", ["x"], { resubmit: 1 });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(patient.done()).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(patient.done()).toBe(true);
    expect(server.to(JOIN)).toHaveLength(3);
  });

  it.each([
    ["a stopped server", "gradio_api/queue/join", "/echo", "Service Unavailable"],
    ["a full queue", "gradio_api/queue/join", "/echo", "Queue is full. Max size is 1 and size is 1."],
    ["a server that cannot run it now", "gradio_api/run/predict", "/direct", "Service Unavailable"],
  ] as const)("after as long as %s asks for, whatever its status", async (_, path, endpoint, detail) => {
    server.on(path, () => json({ detail }, 503, { "retry-after": "30" }));
    const job = client.submit(endpoint, ["x"], { resubmit: 1 });
    await vi.advanceTimersByTimeAsync(29_000);
    expect(server.to(path)).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2000);
    expect([server.to(path).length, job.done()]).toEqual([2, true]);
  });

  it("uploads its files once", async () => {
    server.on("gradio_api/upload", () => json(["/tmp/x"]));
    let joins = 0;
    server.on(JOIN, () => (joins++ === 0 ? json({}, 500) : json({ event_id: "again" })));
    const job = client.submit("/echo", [new Blob(["x"])], { resubmit: 1 });
    // What opens files is loaded by then, which no fake timer hastens.
    await server.until(() => server.to("gradio_api/upload").length === 1);
    await vi.advanceTimersByTimeAsync(2000);
    (await server.stream()).send(completed("again", "x"));
    expect(await job.result()).toBe("x");
    expect(server.to("gradio_api/upload")).toHaveLength(1);
  });

  it("can be cancelled in between: nothing is sent again, and nothing is left to cancel at the server", async () => {
    const job = client.submit("/echo", ["x"], { resubmit: 5 });
    (await server.stream()).reset();
    await vi.advanceTimersByTimeAsync(50);
    expect(job.done()).toBe(false);
    expect(await job.cancel()).toBe(true);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([server.to(JOIN).length, server.to("gradio_api/cancel").length]).toEqual([1, 0]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("a join that provably never arrived is repeated by maxRetries, one that may have is not", async () => {
    let joins = 0;
    server.on(JOIN, () => (joins++ < 2 ? Promise.reject(networkFailure("ECONNREFUSED")) : json({ event_id: "third" })));
    const job = client.submit("/echo", ["x"]);
    await vi.advanceTimersByTimeAsync(5000);
    (await server.stream()).send(completed("third", "x"));
    expect(await job.result()).toBe("x");
    server.on(JOIN, () => json({}, 502));
    const refused = client.submit("/echo", ["x"]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(refused.status().error).toBeInstanceOf(HttpError);
    expect(server.to(JOIN)).toHaveLength(4);
  });
});
