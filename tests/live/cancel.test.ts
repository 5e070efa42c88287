import { setTimeout as sleep } from "node:timers/promises";
import { CancelledError, handleFile, type Job } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel, journal } from "./calls/journal.js";
import { untilQueued, untilStarted } from "./calls/until-status.js";
import { untilStill } from "./calls/until-still.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("Cancelling with Gradio $version", ({ url, version }) => {
  // These run what waits, whatever the client does: neither a cancel nor the end of its stream concerns them (protocol.md §3.7).
  const runsWhatWaits = since(version, "4.17") && !since(version, "4.24");

  it("stops a running generator, here at once and at the server after its step", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/tick", [label, 100, 0.1]);
    await untilOutputs(job, 2);
    const cancelling = job.cancel();
    expect(job.status()).toMatchObject({ code: "CANCELLED", success: false });
    expect([job.done(), job.cancelled(), job.running()]).toEqual([true, true, false]);
    expect(await cancelling).toBe(true);
    await expect(job.result()).rejects.toThrow(CancelledError);
    await expectStopped(url, label);
  });

  it("keeps the outputs of a cancelled job, and ends its iterators quietly", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/tick", [label, 100, 0.1]);
    const values: unknown[] = [];
    for await (const value of job) {
      values.push(value);
      if (values.length === 2) await job.cancel();
    }
    expect(values.slice(0, 2)).toEqual([`${label} 0`, `${label} 1`]);
    expect(job.outputs()).toEqual(values);
    expect(await job.exception()).toMatchObject({ code: "CANCELLED", retryable: false });
  });

  it.runIf(!runsWhatWaits)("never starts a queued call that was cancelled", async () => {
    const client = await connect(url);
    const [running, waiting] = [freshLabel(), freshLabel()];
    const first = client.submit("/slow", [running, 1]);
    await untilStarted(first);
    await using session = client.session();
    const second = session.submit("/slow", [waiting, 0.1]);
    await untilQueued(second);
    expect(await second.cancel()).toBe(true);
    expect(second.status().code).toBe("CANCELLED");
    expect(await first.result()).toBe(`slow: ${running}`);
    // The queue has moved on when a later call of the same function has run.
    await client.predict("/slow", [freshLabel(), 0.1]);
    expect(await journal(url, waiting)).toEqual([]);
  });

  it.runIf(!runsWhatWaits)(
    "never starts a queued call that its signal has ended, or the end of its block, its client or its map",
    async () => {
      const client = await connect(url);
      const first = client.submit("/slow", [freshLabel(), 2]);
      await untilStarted(first);
      const controller = new AbortController();
      const [aborting, leaving, closing, mapping] = [await connect(url), await connect(url), await connect(url), await connect(url)];
      const labels = [freshLabel(), freshLabel(), freshLabel(), freshLabel()];
      const aborted = aborting.submit("/slow", [labels[0], 0.1], { signal: controller.signal });
      const left = leaving.submit("/slow", [labels[1], 0.1]);
      const closed = closing.submit("/slow", [labels[2], 0.1]);
      const mapped = mapping.map("/slow", [[labels[3], 0.1]]);
      const result = mapped.next();
      await Promise.all([aborted, left, closed].map(untilQueued));
      // No status of a row is told.
      await sleep(300);
      controller.abort();
      await Promise.all([left[Symbol.asyncDispose](), closing.close(), mapped.return?.()]);
      expect(await result).toEqual({ done: true, value: undefined });
      expect([aborted, left, closed].map((job) => job.status().code)).toEqual(Array(3).fill("CANCELLED"));
      await first.result();
      await client.predict("/slow", [freshLabel(), 0.1]);
      expect(await Promise.all(labels.map((label) => journal(url, label)))).toEqual([[], [], [], []]);
    },
  );

  it("leaves another running call of the same function and session alone", async () => {
    const client = await connect(url);
    const [one, two] = [freshLabel(), freshLabel()];
    const stays = client.submit("/tick_five", [one, 10, 0.1]);
    const goes = client.submit("/tick_five", [two, 10, 0.1]);
    await Promise.all([untilOutputs(stays, 1), untilOutputs(goes, 1)]);
    expect(await goes.cancel()).toBe(true);
    expect(await stays.result()).toBe(`${one} 9`);
    expect(stays.outputs()).toHaveLength(10);
    await expect(goes.result()).rejects.toThrow(CancelledError);
  });

  it("stops a call in a session of its own without the others", async () => {
    const client = await connect(url);
    await using session = client.session();
    const [one, two] = [freshLabel(), freshLabel()];
    const stays = client.submit("/tick_five", [one, 12, 0.1]);
    const goes = session.submit("/tick_five", [two, 100, 0.1]);
    await Promise.all([untilOutputs(stays, 1), untilOutputs(goes, 1)]);
    expect(await goes.cancel()).toBe(true);
    await expectStopped(url, two);
    expect(await stays.result()).toBe(`${one} 11`);
  });

  it("leaves calls of other functions in the session alone", async () => {
    const client = await connect(url);
    const [one, two] = [freshLabel(), freshLabel()];
    const stays = client.submit("/slow_five", [one, 1]);
    const goes = client.submit("/tick_five", [two, 100, 0.1]);
    await Promise.all([untilStarted(stays), untilOutputs(goes, 1)]);
    expect(await goes.cancel()).toBe(true);
    await expectStopped(url, two);
    expect(await stays.result()).toBe(`slow: ${one}`);
  });

  it("leaves other calls of the session alone when a queued one is cancelled", async () => {
    const client = await connect(url);
    await using busy = client.session();
    const ahead = busy.submit("/slow", [freshLabel(), 0.8]);
    await untilStarted(ahead);
    const label = freshLabel();
    const stays = client.submit("/slow_five", [label, 2]);
    const goes = client.submit("/slow", [freshLabel(), 0.1]);
    await Promise.all([untilStarted(stays), untilQueued(goes)]);
    expect(await goes.cancel()).toBe(true);
    await ahead.result();
    expect(await stays.result()).toBe(`slow: ${label}`);
    expect(goes.status().code).toBe("CANCELLED");
  });

  // Gradio 3.23 runs a function in a request to itself, which outlives the task that is cancelled.
  it.runIf(since(version, "3.24"))("interrupts an async function", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/aslow", [label, 5]);
    await untilStarted(job);
    while ((await journal(url, label)).length === 0) await sleep(50);
    expect(await job.cancel()).toBe(true);
    await sleep(500);
    expect(await journal(url, label)).toEqual(["start", "CancelledError"]);
  });

  it("does not wait for a plain function that runs on", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/slow", [label, 2]);
    await untilStarted(job);
    const before = Date.now();
    expect(await job.cancel()).toBe(true);
    expect(Date.now() - before).toBeLessThan(1500);
    await expect(job.result()).rejects.toThrow(CancelledError);
  });

  it("serves the call made right after a cancelled one, also of the same function", async () => {
    const client = await connect(url);
    for (let round = 0; round < 3; round++) {
      const job = client.submit("/tick_five", [freshLabel(), 100, 0.05]);
      await untilOutputs(job, 1);
      const cancelling = job.cancel();
      const next = client.submit("/tick_five", [`round ${round}`, 3, 0.05]);
      // Said to the server again, it would end that one.
      expect(await job.cancel()).toBe(true);
      expect(await client.predict("/echo", ["x"])).toBe("echo: x");
      expect(await next.result()).toBe(`round ${round} 2`);
      expect(next.outputs()).toHaveLength(3);
      await cancelling;
    }
  });

  it("cancels before the server has heard of the call", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/tick", [label, 5, 0.1]);
    expect(await job.cancel()).toBe(true);
    expect(job.outputs()).toEqual([]);
    await sleep(700);
    expect((await journal(url, label)).includes("end")).toBe(false);
    expect(await client.predict("/tick", ["after", 2, 0.05])).toBe("after 1");
  });

  it("cancels at any moment of the way to the server", async () => {
    const client = await connect(url);
    const labels: string[] = [];
    for (const wait of [0, 1, 2, 4, 8, 16, 32, 64]) {
      const label = freshLabel();
      labels.push(label);
      const job = client.submit("/tick_five", [label, runsWhatWaits ? 3 : 100, 0.1]);
      await sleep(wait);
      expect(await job.cancel()).toBe(true);
      expect(job.status().code).toBe("CANCELLED");
    }
    await sleep(800);
    const noted = () => Promise.all(labels.map((label) => journal(url, label)));
    const before = await noted();
    await sleep(500);
    expect(await noted()).toEqual(before);
    if (!runsWhatWaits) expect(before.flat()).not.toContain("end");
    expect(await client.predict("/tick_five", ["after", 2, 0.05])).toBe("after 1");
  });

  it("lets go of an upload: the function never sees the file", async () => {
    const client = await connect(url);
    const [whole, half] = [freshLabel(), freshLabel()];
    const bytes = (text: string) => new TextEncoder().encode(text);
    await client.predict("/look_at", [handleFile(bytes(whole), { name: "whole.txt" })]);
    expect(await journal(url, whole)).toEqual(["looked at"]);
    let letGo = false;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes(half)),
      cancel: () => {
        letGo = true;
      },
    });
    const job = client.submit("/look_at", [handleFile(stream, { name: "half.txt" })]);
    await sleep(300);
    expect(await job.cancel()).toBe(true);
    expect([letGo, job.status().code]).toEqual([true, "CANCELLED"]);
    await sleep(500);
    expect(await journal(url, half)).toEqual([]);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
  });

  it("answers false for a job that has succeeded or failed, and true again for a cancelled one", async () => {
    const client = await connect(url);
    const good = client.submit("/echo", ["x"]);
    await good.result();
    expect(await good.cancel()).toBe(false);
    expect(good.status().code).toBe("FINISHED");
    const bad = client.submit("/fail", ["x"]);
    await bad.exception();
    expect(await bad.cancel()).toBe(false);
    const cancelled = client.submit("/slow_five", [freshLabel(), 0.5]);
    expect(await cancelled.cancel()).toBe(true);
    expect(await cancelled.cancel()).toBe(true);
  });

  it("cancels a job at the end of its block", async () => {
    const client = await connect(url);
    const label = freshLabel();
    {
      await using job = client.submit("/tick", [label, 100, 0.1]);
      for await (const value of job) if (value === `${label} 1`) break;
      expect(job.cancelled()).toBe(false);
    }
    await expectStopped(url, label);
  });

  it("cancels what runs when the client is closed", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/tick", [label, 100, 0.1]);
    await untilOutputs(job, 1);
    await client.close();
    expect(job.status().code).toBe("CANCELLED");
    await expect(job.result()).rejects.toThrow(CancelledError);
    await expectStopped(url, label);
  });
});

async function untilOutputs(job: Job, count: number): Promise<void> {
  let seen = 0;
  for await (const _ of job) if (++seen === count) return;
}

/** The function has noted that it began, and after a step or two notes nothing more. */
async function expectStopped(url: string, label: string): Promise<void> {
  await sleep(400);
  const [noted] = await untilStill(url, [label]);
  expect(noted).toContain("start");
  expect(noted).not.toContain("end");
}
