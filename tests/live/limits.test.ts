import { setTimeout as sleep } from "node:timers/promises";
import { CancelledError, Client, ClientClosedError, InvalidArgumentError, TimeoutError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel, journal } from "./calls/journal.js";
import { untilQueued, untilStarted } from "./calls/until-status.js";
import { untilStill } from "./calls/until-still.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("Timeouts and signals with Gradio $version", ({ url, version }) => {
  it("ends a call whose timeout runs out, and stops it at the server", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/tick", [label, 100, 0.1], { timeout: 700 });
    await expect(job.result()).rejects.toThrow(TimeoutError);
    expect(job.status()).toMatchObject({ code: "FINISHED", success: false, error: { code: "TIMEOUT", retryable: false } });
    expect(job.outputs()).not.toEqual([]);
    await sleep(500);
    const before = await journal(url, label);
    await sleep(400);
    expect(await journal(url, label)).toEqual(before);
  });

  // From 4.17 to 4.23 a server runs what waits, whatever the client does (protocol.md §3.7).
  it.runIf(!since(version, "4.17") || since(version, "4.24"))(
    "counts the wait in the queue, and never starts what ran out there",
    async () => {
      const client = await connect(url);
      const first = client.submit("/slow", [freshLabel(), 1.2]);
      await untilStarted(first);
      await using session = client.session();
      const label = freshLabel();
      const waiting = session.submit("/slow", [label, 0.1], { timeout: 500 });
      await untilQueued(waiting);
      await expect(waiting.result()).rejects.toThrow(TimeoutError);
      await first.result();
      await client.predict("/slow", [freshLabel(), 0.1]);
      expect(await journal(url, label)).toEqual([]);
    },
  );

  it("stops waiting for a result in time, while the job goes on", async () => {
    const client = await connect(url);
    const label = freshLabel();
    const job = client.submit("/slow_five", [label, 1]);
    await expect(job.result({ timeout: 100 })).rejects.toThrow(TimeoutError);
    expect(job.done()).toBe(false);
    expect(await job.result({ timeout: 10_000 })).toBe(`slow: ${label}`);
  });

  it("ends a call by its signal, with the reason as the cause, here and at the server", async () => {
    const client = await connect(url);
    const controller = new AbortController();
    const label = freshLabel();
    const job = client.submit("/tick", [label, 100, 0.1], { signal: controller.signal });
    const values: unknown[] = [];
    const reason = new Error("user left");
    const iterate = async () => {
      for await (const value of job) {
        values.push(value);
        if (values.length === 2) controller.abort(reason);
      }
    };
    await expect(iterate()).rejects.toThrow(CancelledError);
    expect(await job.exception()).toMatchObject({ code: "CANCELLED", cause: reason });
    expect(job.status().code).toBe("CANCELLED");
    expect(job.cancelled()).toBe(true);
    expect(await untilStill(url, [label])).not.toContainEqual(expect.arrayContaining(["end"]));
  });

  it("sends nothing for a signal that has aborted before", async () => {
    const client = await connect(url);
    const label = freshLabel();
    await expect(client.predict("/slow_five", [label, 0.1], { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    await sleep(500);
    expect(await journal(url, label)).toEqual([]);
  });

  it("ignores a signal that aborts after the end", async () => {
    const client = await connect(url);
    const controller = new AbortController();
    const job = client.submit("/echo", ["x"], { signal: controller.signal });
    await job.result();
    controller.abort();
    expect(job.status()).toMatchObject({ code: "FINISHED", success: true });
    expect(job.cancelled()).toBe(false);
  });

  it("serves the next call after one that timed out or was aborted", async () => {
    const client = await connect(url);
    await expect(client.predict("/slow_five", [freshLabel(), 1], { timeout: 300 })).rejects.toThrow(TimeoutError);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
    await expect(client.predict("/slow_five", [freshLabel(), 1], { signal: AbortSignal.timeout(300) })).rejects.toThrow(CancelledError);
    expect(await client.predict("/grow", [3])).toMatch(/^wörd0 😀 wörd1/);
  });

  it("connects no further when its signal has aborted, or its options are misspelt", async () => {
    await expect(Client.connect(url, { signal: AbortSignal.abort() })).rejects.toThrow(CancelledError);
    const misspelt = { tokken: "x" } as object;
    await expect(Client.connect(url, misspelt)).rejects.toThrow(InvalidArgumentError);
  });

  it("calls nothing after it was closed, and can be closed again", async () => {
    const client = await connect(url);
    await client.close();
    await client.close();
    expect(() => client.submit("/echo", ["x"])).toThrow(ClientClosedError);
    await expect(client.predict("/echo", ["x"])).rejects.toThrow(ClientClosedError);
  });
});
