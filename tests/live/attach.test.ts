import { setTimeout as sleep } from "node:timers/promises";
import { type Client, handleFile, type Job, type JobRef, SessionNotFoundError, UnsupportedAppError } from "@gradio-ts/client";
import { beforeAll, describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { enqueueElsewhere } from "./calls/enqueue-elsewhere.js";
import { freshLabel, journal } from "./calls/journal.js";
import { liveServers, since } from "./live-servers.js";

async function logsOf(job: Job | undefined): Promise<unknown[]> {
  const logs: unknown[] = [];
  for await (const update of job?.updates() ?? []) if (update.type === "log") logs.push(update.message);
  return logs;
}

describe.each(liveServers())("Calls for later with Gradio $version", ({ url, version }) => {
  // Before, a call is its connection.
  const kept = since(version, "4.9");
  const keeps = it.runIf(kept);
  const label = freshLabel();
  let refs: readonly JobRef<string>[] = [];
  let enqueued = 0;

  beforeAll(async () => {
    if (!kept) return;
    refs = await enqueueElsewhere(url, [
      ["/grow", [20]],
      ["/talk", ["x"]],
      ["/remember", ["word"]],
      ["/fail", ["x"]],
      ["/slow_five", [label, 2]],
    ]);
    enqueued = Date.now();
  });

  const isUnknown = async (client: Client, ref: JobRef<string>) => {
    const job = client.attach(ref);
    expect(await job.exception()).toBeInstanceOf(SessionNotFoundError);
    expect(job.status()).toMatchObject({ code: "FINISHED", success: false });
  };

  keeps("run though nobody listens, and are read while they run", async () => {
    const client = await connect(url);
    const ref = await client.enqueue("/tick_five", [freshLabel(), 5, 0.3]);
    await sleep(800);
    const job = client.attach(ref);
    const first = (await job[Symbol.asyncIterator]().next()).value;
    await job.result();
    expect(first).toMatch(/ 0$/);
    expect(job.outputs()).toHaveLength(5);
    expect([job.eventId, job.sessionHash]).toEqual([ref.eventId, ref.sessionHash]);
  });

  keeps("are cancelled by their reader, at the server too", async () => {
    const client = await connect(url);
    const own = freshLabel();
    const job = client.attach(await client.enqueue("/tick_five", [own, 100, 0.1]));
    for await (const _ of job) if (job.outputs().length > 2) break;
    expect(await job.cancel()).toBe(true);
    await sleep(600);
    const before = await journal(url, own);
    await sleep(500);
    expect(await journal(url, own)).toEqual(before);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
  });

  keeps("take files along", async () => {
    const client = await connect(url);
    const ref = await client.enqueue("/look_at", [handleFile(new Blob(["hello"]), { name: "a.txt" })]);
    const seen = JSON.parse((await client.attach(ref).result()) as string);
    expect(seen).toMatchObject({ size: 5 });
  });

  keeps("are read by one reader, once: the server has nothing left for another, and says so within 15 seconds", async () => {
    const client = await connect(url);
    const ref = await client.enqueue("/echo", ["x"]);
    expect(await client.attach(ref).result()).toBe("echo: x");
    const started = Date.now();
    await isUnknown(client, ref);
    expect(Date.now() - started).toBeLessThan(20_000);
  });

  keeps("are unknown where the server has been started anew, or was never told of them", async () => {
    const client = await connect(url);
    await isUnknown(client, { src: client.src, endpoint: "/echo", eventId: "0".repeat(32), sessionHash: "never-joined" });
  });

  // Last, so that the time has passed meanwhile.
  keeps("wait 25 seconds and more for a reader in another process, with all that was said of them", async () => {
    const client = await connect(url);
    await sleep(Math.max(0, 25_000 - (Date.now() - enqueued)));
    expect(await journal(url, label)).toEqual(["start", "end"]);
    const [grow, talk, remember, fail, slow] = refs.map((ref) => client.attach(ref));
    const logs = logsOf(talk);
    const expected = client.submit("/grow", [20]);
    expect(await grow?.result()).toBe(await expected.result());
    expect(grow?.outputs()).toEqual(expected.outputs());
    expect(await logs).toEqual(["about x", "careful with x"]);
    expect(await talk?.result()).toBe("x");
    expect(await remember?.result()).toBe("word");
    expect(await fail?.exception()).toMatchObject({ code: "APP_ERROR" });
    expect(await slow?.result()).toBe(`slow: ${label}`);
    expect(slow?.status()).toMatchObject({ code: "FINISHED", success: true });
  });

  // For its length on the newest generation only: every server that keeps messages keeps those of 2,000 sessions.
  it.runIf(since(version, "6.31"))(
    "are forgotten when 2,000 newer sessions have joined",
    async () => {
      const client = await connect(url);
      const old = await client.enqueue("/echo", ["old"]);
      const second = await client.enqueue("/echo", ["second"]);
      for (let newer = 1; newer < 2000; newer++) await client.enqueue("/echo", ["x"]);
      await isUnknown(client, old);
      expect(await client.attach(second).result()).toBe("echo: second");
    },
    300_000,
  );

  it("are refused, and why, for an endpoint beside the queue", async () => {
    const client = await connect(url);
    await expect(client.enqueue("/direct", ["x"])).rejects.toThrow(UnsupportedAppError);
    await expect(client.enqueue("/direct", ["x"])).rejects.toThrow(kept ? "beside the queue" : "from 4.9 on");
  });

  it.runIf(!kept)("are refused, and why, where a call is its connection", async () => {
    const client = await connect(url);
    await expect(client.enqueue("/echo", ["x"])).rejects.toThrow(UnsupportedAppError);
    const ref = { src: client.src, endpoint: "/echo", eventId: "e", sessionHash: "s" };
    expect(() => client.attach(ref)).toThrow("from 4.9 on");
  });
});
