import { setTimeout as sleep } from "node:timers/promises";
import { CancelledError, TimeoutError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { collectUpdates } from "./calls/collect-updates.js";
import { connect } from "./calls/connect.js";
import { freshLabel } from "./calls/journal.js";
import { liveServers } from "./live-servers.js";

describe.each(liveServers())("Unqueued endpoints of Gradio $version", ({ url }) => {
  it("gives the value of the function", async () => {
    const client = await connect(url);
    expect(await client.predict("/direct", ["x"])).toBe("echo: x");
    expect(await client.predict("/direct_add", { a: 2, b: 3 })).toBe(5);
  });

  it("gives several outputs, JSON among them, on versions too that damage it in direct runs", async () => {
    const client = await connect(url);
    expect(await client.predict("/direct_measure", ["ab"])).toEqual(["AB", 2, { letters: ["a", "b"] }]);
  });

  it("never stands in a queue and has no event", async () => {
    const client = await connect(url);
    const { codes, outputs } = await collectUpdates((onUpdate) => client.submit("/direct", ["x"], { onUpdate }));
    expect(codes).not.toContain("IN_QUEUE");
    expect(codes).toContain("PROCESSING");
    expect(codes.at(0)).toBe("STARTING");
    expect(codes.at(-1)).toBe("FINISHED");
    expect(outputs.map(({ output }) => output)).toEqual(["echo: x"]);
    const job = client.submit("/direct", ["x"]);
    await job.result();
    expect(job.eventId).toBeUndefined();
  });

  it("gives every value of a generator", async () => {
    const client = await connect(url);
    const job = client.submit("/direct_count", [3]);
    expect(await job.result()).toBe("2");
    expect(job.outputs()).toEqual(["0", "1", "2"]);
  });

  it("keeps state in the session", async () => {
    const client = await connect(url);
    expect(await client.predict("/direct_remember", ["one"])).toBe("one");
    expect(await client.predict("/direct_remember", ["two"])).toBe("one two");
    client.resetSession();
    expect(await client.predict("/direct_remember", ["three"])).toBe("three");
  });

  it("runs calls side by side", async () => {
    const client = await connect(url);
    const labels = [1, 2, 3, 4].map(() => freshLabel());
    const before = Date.now();
    const values = await Promise.all(labels.map((label) => client.predict("/direct_slow", [label, 1])));
    expect(values).toEqual(labels.map((label) => `slow: ${label}`));
    expect(Date.now() - before).toBeLessThan(3_000);
  });

  it("lets a caller leave: by cancel, signal or timeout", async () => {
    const client = await connect(url);
    const job = client.submit("/direct_slow", [freshLabel(), 1]);
    await sleep(100);
    expect(await job.cancel()).toBe(true);
    expect(job.status().code).toBe("CANCELLED");
    const options = { signal: AbortSignal.timeout(100) };
    await expect(client.predict("/direct_slow", [freshLabel(), 1], options)).rejects.toThrow(CancelledError);
    await expect(client.predict("/direct_slow", [freshLabel(), 1], { timeout: 100 })).rejects.toThrow(TimeoutError);
    expect(await client.predict("/direct", ["x"])).toBe("echo: x");
  });
});
