import { CancelledError, Client, type Job, TimeoutError } from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CONFIG, completed, estimation, generating, json, ScriptedServer, starts } from "./scripted-server.js";

const CANCEL = "gradio_api/cancel";
const JOIN = "gradio_api/queue/join";

describe("promise 1, cancelling: a job ends here at once, whatever the server does with it", () => {
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

  const accepted = (job: Job) => vi.waitFor(() => expect(job.eventId).toBeDefined());
  const isCancelled = async (job: Job) => {
    expect(job.status()).toMatchObject({ code: "CANCELLED", success: false, error: expect.any(CancelledError) });
    expect([job.done(), job.cancelled(), job.running()]).toEqual([true, true, false]);
    await expect(job.result()).rejects.toBeInstanceOf(CancelledError);
    const outputs = [];
    for await (const output of job) outputs.push(output);
    expect(outputs).toEqual(job.outputs());
  };
  /** The server cancels as it does: the event is answered with an empty output. */
  const answered = async (index = 0) => {
    await server.until(() => server.to(CANCEL).length > index);
    return server.to(CANCEL)[index]?.body;
  };

  it("a running generator: outputs so far stay, the loop ends quietly, the next call on the session works (users.md rows 4, 14)", async () => {
    const job = client.submit("/stream", ["x"]);
    const looped: unknown[] = [];
    const loop = (async () => {
      for await (const output of job) looped.push(output);
    })();
    const stream = await server.stream();
    stream.send(starts("e1"), generating("e1", "a"));
    await vi.waitFor(() => expect(looped).toEqual(["a"]));
    const cancelling = job.cancel();
    await isCancelled(job);
    expect(await answered()).toEqual({ event_id: "e1", session_hash: client.sessionHash, fn_index: 1 });
    stream.send(generating("e1", [["append", [], "b"]]), { msg: "process_completed", event_id: "e1", output: {}, success: true });
    expect(await cancelling).toBe(true);
    await loop;
    expect([looped, job.outputs()]).toEqual([["a"], ["a"]]);
    const next = client.predict("/echo", ["y"]);
    await server.until(() => server.to(JOIN).length === 2);
    stream.send(completed("e2", "y"));
    expect(await next).toBe("y");
  });

  it.each(["submit", "map"])("by the signal of %s: close() waits until the server has answered", async (way) => {
    let answer = () => {};
    server.on(CANCEL, async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return json({ success: true });
    });
    const controller = new AbortController();
    const { signal } = controller;
    const result = way === "map" ? client.map("/stream", [["x"]], { signal }).next() : client.submit("/stream", ["x"], { signal }).result();
    const refused = expect(result).rejects.toBeInstanceOf(CancelledError);
    const stream = await server.stream();
    stream.send(starts("e1"), generating("e1", "a"));
    await server.until(() => server.to(JOIN).length === 1);
    controller.abort();
    await refused;
    let closed = false;
    const closing = client.close().then(() => {
      closed = true;
    });
    expect(await answered()).toMatchObject({ event_id: "e1" });
    expect(closed).toBe(false);
    answer();
    await closing;
  });

  it("during its join: the server is told as soon as it has said what to cancel", async () => {
    let answer = () => {};
    server.on(JOIN, async () => {
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return json({ event_id: "late" });
    });
    const job = client.submit("/echo", ["x"]);
    await server.until(() => server.to(JOIN).length === 1);
    const cancelling = job.cancel();
    await isCancelled(job);
    expect(server.to(CANCEL)).toHaveLength(0);
    answer();
    expect(await cancelling).toBe(true);
    expect(await answered()).toMatchObject({ event_id: "late" });
  });

  it("during its join, with a call of the same function made meanwhile: that waits until the server has cancelled, and is not ended with it", async () => {
    let answer = () => {};
    let joins = 0;
    server.on(JOIN, async () => {
      const eventId = `e${++joins}`;
      if (joins === 1)
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
      return json({ event_id: eventId });
    });
    const job = client.submit("/echo", ["x"]);
    await server.until(() => server.to(JOIN).length === 1);
    void job.cancel();
    const next = client.submit("/echo", ["y"]);
    const other = client.submit("/stream", ["z"]);
    await server.until(() => server.to(JOIN).length === 2);
    expect(server.to(JOIN)[1]?.body).toMatchObject({ fn_index: 1 });
    answer();
    await answered();
    await server.until(() => server.to(JOIN).length === 3);
    expect(server.to(JOIN)[2]?.body).toMatchObject({ fn_index: 0, data: ["y"] });
    await Promise.all([next.cancel(), other.cancel()]);
  });

  it("before anything was sent: nothing is", async () => {
    const before = server.requests.length;
    const job = client.submit("/echo", ["x"]);
    expect(await job.cancel()).toBe(true);
    await isCancelled(job);
    expect(server.requests).toHaveLength(before);
    const updates = [];
    for await (const update of job.updates()) updates.push(update);
    expect(updates).toMatchObject([{ type: "status", code: "CANCELLED" }]);
  });

  it("while its files are uploaded: the upload is let go, and no join follows", async () => {
    server.on("gradio_api/upload", () => new Promise(() => {}));
    const job = client.submit("/echo", [new Blob(["x"])]);
    await server.until(() => server.to("gradio_api/upload").length === 1);
    expect(await job.cancel()).toBe(true);
    await isCancelled(job);
    expect(server.to("gradio_api/upload")[0]?.signal?.aborted).toBe(true);
    expect(server.to(JOIN)).toHaveLength(0);
  });

  it("a call beside the queue: the request is let go, the server told nothing", async () => {
    server.on("gradio_api/run/predict", () => new Promise(() => {}));
    const job = client.submit("/direct", ["x"]);
    await server.until(() => server.to("gradio_api/run/predict").length === 1);
    expect(await job.cancel()).toBe(true);
    await isCancelled(job);
    expect(server.to("gradio_api/run/predict")[0]?.signal?.aborted).toBe(true);
    expect(server.to(CANCEL)).toHaveLength(0);
  });

  it("twice, or after its end: once is enough, and late is too late", async () => {
    const job = client.submit("/echo", ["x"]);
    await accepted(job);
    expect(await Promise.all([job.cancel(), job.cancel()])).toEqual([true, true]);
    expect(await job.cancel()).toBe(true);
    expect(server.to(CANCEL)).toHaveLength(1);
    const finished = client.submit("/echo", ["x"]);
    await server.until(() => server.to(JOIN).length === 2);
    server.streams.at(-1)?.send(completed("e2", "x"));
    await finished.result();
    expect(await finished.cancel()).toBe(false);
    expect(finished.status().code).toBe("FINISHED");
    expect(server.to(CANCEL)).toHaveLength(1);
  });

  it("a cancel the server refuses, or never answers, changes nothing here", async () => {
    server.on(CANCEL, () => json({ detail: "no" }, 500));
    const refused = client.submit("/echo", ["x"]);
    await accepted(refused);
    expect(await refused.cancel()).toBe(true);
    vi.useFakeTimers();
    server.on(CANCEL, () => new Promise(() => {}));
    const unanswered = client.submit("/echo", ["x"]);
    await vi.advanceTimersByTimeAsync(200);
    const cancelling = unanswered.cancel();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await cancelling).toBe(true);
  });

  it("by signal: the loop throws, with the signal's reason as the cause; at the server as cancel() does", async () => {
    const controller = new AbortController();
    const job = client.submit("/stream", ["x"], { signal: controller.signal });
    const stream = await server.stream();
    stream.send(starts("e1"), generating("e1", "a"));
    await vi.waitFor(() => expect(job.outputs()).toEqual(["a"]));
    const reason = new Error("tab closed");
    controller.abort(reason);
    expect(job.status()).toMatchObject({ code: "CANCELLED", error: { code: "CANCELLED", cause: reason, eventId: "e1" } });
    const looped: unknown[] = [];
    const thrown = await (async () => {
      for await (const output of job) looped.push(output);
    })().catch((error: unknown) => error);
    expect([looped, thrown]).toEqual([["a"], job.status().error]);
    expect(await answered()).toMatchObject({ event_id: "e1" });
    expect(await job.cancel()).toBe(true);
  });

  it("by a signal that had aborted before, or aborts right after: nothing is sent", async () => {
    const before = server.requests.length;
    const controller = new AbortController();
    const jobs = [
      client.submit("/echo", ["x"], { signal: AbortSignal.abort("then") }),
      client.submit("/echo", ["x"], { signal: controller.signal }),
    ];
    controller.abort("now");
    for (const [index, job] of jobs.entries()) {
      await expect(job.result()).rejects.toMatchObject({ code: "CANCELLED", cause: ["then", "now"][index] });
    }
    expect(server.requests).toHaveLength(before);
  });

  it("by timeout: it failed, and the server is told", async () => {
    const job = client.submit("/echo", ["x"], { timeout: 20 });
    await expect(job.result()).rejects.toMatchObject({ code: "TIMEOUT", phase: "call" });
    expect(job.status()).toMatchObject({ code: "FINISHED", success: false, error: expect.any(TimeoutError) });
    expect(await answered()).toMatchObject({ event_id: "e1" });
    expect(await job.cancel()).toBe(false);
  });

  it("at the end of its block", async () => {
    let job: Job | undefined;
    {
      await using block = client.submit("/echo", ["x"]);
      await accepted(block);
      job = block;
    }
    await isCancelled(job);
    expect(server.to(CANCEL)).toHaveLength(1);
  });

  it("leaving a loop cancels nothing", async () => {
    const job = client.submit("/stream", ["x"]);
    const stream = await server.stream();
    stream.send(generating("e1", "a"));
    for await (const _ of job) break;
    expect(job.done()).toBe(false);
    stream.send(completed("e1", "a"));
    expect(await job.result()).toBe("a");
    expect(server.to(CANCEL)).toHaveLength(0);
  });

  describe("a sibling, another job of the same endpoint and session, is never hit (users.md row 6)", () => {
    it("the server is not told while there is one; it is for the last", async () => {
      const jobs = [client.submit("/stream", ["x"]), client.submit("/stream", ["y"]), client.submit("/echo", ["z"])];
      for (const job of jobs) await accepted(job);
      const stream = await server.stream();
      stream.send(starts("e1"), starts("e2"), starts("e3"));
      expect(await jobs[0]?.cancel()).toBe(true);
      expect(server.to(CANCEL)).toHaveLength(0);
      expect(jobs[1]?.done()).toBe(false);
      stream.send(generating("e1", "unheard"), generating("e2", "a"), completed("e1", "unheard"));
      await vi.waitFor(() => expect(jobs[1]?.outputs()).toEqual(["a"]));
      expect(jobs[0]?.outputs()).toEqual([]);
      expect(await jobs[1]?.cancel()).toBe(true);
      expect(server.to(CANCEL).map(({ body }) => (body as { event_id: string }).event_id)).toEqual(["e2"]);
      stream.send(completed("e3", "z"));
      expect(await jobs[2]?.result()).toBe("z");
    });

    it("in sessions of their own, each can be stopped", async () => {
      const sessions = [client.session(), client.session()];
      const jobs = sessions.map((session) => session.submit("/stream", ["x"]));
      for (const job of jobs) await accepted(job);
      await Promise.all(jobs.map((job) => job.cancel()));
      expect(
        server
          .to(CANCEL)
          .map(({ body }) => (body as { session_hash: string }).session_hash)
          .sort(),
      ).toEqual(sessions.map(({ sessionHash }) => sessionHash).sort());
      await Promise.all(sessions.map((session) => session.close()));
    });
  });

  describe("of a call that waits, up to 6.13, where the server would run it all the same", () => {
    beforeEach(async () => {
      server.on("config", () => json({ ...CONFIG, version: "5.49.1" }));
      client = await Client.connect("http://app.test", { fetch: server.fetch });
    });

    it("the stream goes, which keeps it from running; the call right after waits until the server has noticed", async () => {
      const job = client.submit("/echo", ["x"]);
      const stream = await server.stream();
      stream.send(estimation("e1", 3, 4));
      await vi.waitFor(() => expect(job.status().rank).toBe(3));
      const start = performance.now();
      const cancelling = job.cancel();
      expect(stream.dropped).toBe(true);
      const next = client.predict("/echo", ["y"]);
      await server.until(() => server.to(JOIN).length === 2);
      expect(performance.now() - start).toBeGreaterThan(80);
      expect(server.to(CANCEL)).toHaveLength(0);
      (await server.stream(1)).send(completed("e2", "y"));
      expect(await next).toBe("y");
      expect(await cancelling).toBe(true);
    });

    it("the stream stays while another call needs it", async () => {
      const [job, other] = [client.submit("/echo", ["x"]), client.submit("/stream", ["y"])];
      await accepted(job);
      await accepted(other);
      const stream = await server.stream();
      await job.cancel();
      expect(stream.dropped).toBe(false);
      stream.send(completed("e2", "y"));
      expect(await other.result()).toBe("y");
    });
  });

  it("close() cancels what runs, closes stream and heartbeat, and resolves however the server answers", async () => {
    server.on("config", () => json({ ...CONFIG, connect_heartbeat: true }));
    let beat: AbortSignal | undefined;
    server.on("gradio_api/heartbeat/*", ({ signal }) => {
      beat = signal;
      return server.openHeartbeat(signal);
    });
    const other = await Client.connect("http://app.test", { fetch: server.fetch });
    const jobs = [other.submit("/stream", ["x"]), other.submit("/stream", ["y"]), other.submit("/direct", ["z"])];
    await accepted(jobs[0] as Job);
    const stream = await server.stream();
    other.resetSession();
    jobs.push(other.submit("/echo", ["w"]));
    await Promise.all([other.close(), other.close(), other[Symbol.asyncDispose]()]);
    for (const job of jobs) expect(job.status().code).not.toBe("PROCESSING");
    await isCancelled(jobs[0] as Job);
    await isCancelled(jobs[3] as Job);
    expect([stream.dropped, beat?.aborted]).toEqual([true, true]);
  });

  it("close() while the stream is being opened", async () => {
    server.on("gradio_api/queue/data", () => new Promise(() => {}));
    const job = client.submit("/echo", ["x"]);
    await server.until(() => server.to("gradio_api/queue/data").length === 1);
    await client.close();
    await isCancelled(job);
    expect(server.to("gradio_api/queue/data")[0]?.signal?.aborted).toBe(true);
  });

  it("sessions do not close each other", async () => {
    const session = client.session();
    const job = session.submit("/echo", ["x"]);
    await client.close();
    (await server.stream()).send(completed("e1", "x"));
    expect(await job.result()).toBe("x");
    await session.close();
  });

  it("resetSession(): running jobs keep their session and stream, later calls have another (users.md row 46)", async () => {
    const old = client.sessionHash;
    const running = client.submit("/echo", ["x"]);
    const stream = await server.stream();
    client.resetSession();
    expect(client.sessionHash).not.toBe(old);
    const next = client.submit("/echo", ["y"]);
    const second = await server.stream(1);
    stream.send(completed("e1", "x"));
    expect(await running.result()).toBe("x");
    await vi.waitFor(() => expect(stream.dropped).toBe(true));
    second.send(completed("e2", "y"));
    expect(await next.result()).toBe("y");
    expect([running.sessionHash, next.sessionHash]).toEqual([old, client.sessionHash]);
    expect(server.to(JOIN).map(({ body }) => (body as { session_hash: string }).session_hash)).toEqual([old, client.sessionHash]);
  });
});
