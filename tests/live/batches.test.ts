import { describe, expect, it, onTestFinished } from "vitest";
import { connect } from "./calls/connect.js";
import { freshLabel, journal } from "./calls/journal.js";
import { liveServers, since } from "./live-servers.js";
import { startSuite } from "./suite-server.js";

describe.each(liveServers())("Batch functions of Gradio $version", ({ url, version, python }) => {
  // Up to 4.10 a batch in the queue would be the last function it ever runs (protocol.md §3.2), up to 4.19 it would give every call the
  // value of the batch's last one (§14). So the client runs it directly.
  const direct = since(version, "4.0") && !since(version, "4.20");

  it("answer a single call with its own value", async () => {
    const client = await connect(url);
    const label = freshLabel();
    expect(await client.predict("/shout", [label])).toBe(`${label}!`);
    expect(await journal(url, label)).toEqual([1]);
  });

  it("answer calls made at once together, each with its own value", async () => {
    const client = await connect(url);
    const labels = Array.from({ length: 7 }, freshLabel);
    const jobs = labels.map((label) => client.submit("/shout", [label]));
    expect(await Promise.all(jobs.map((job) => job.result()))).toEqual(labels.map((label) => `${label}!`));
    for (const [i, job] of jobs.entries()) expect(job.outputs()).toEqual([`${labels[i]}!`]);
    const sizes = (await Promise.all(labels.map((label) => journal(url, label)))).flat() as number[];
    expect(sizes).toHaveLength(7);
    if (direct) expect(new Set(sizes)).toEqual(new Set([1]));
    else expect(Math.max(...sizes)).toBe(4);
  });

  it("leave the queue at work", async () => {
    const client = await connect(url);
    await client.predict("/shout", [freshLabel()]);
    expect(await client.predict("/echo", ["x"])).toBe("echo: x");
  });

  it.runIf(since(version, "4.0") && !since(version, "4.9"))(
    "stop the queue where somebody else queues one: waiting calls end by their timeout",
    async () => {
      const server = await startSuite(version, {}, python);
      onTestFinished(() => server.stop());
      const client = await connect(server.url);
      expect(await client.predict("/echo", ["x"])).toBe("echo: x");
      const { fnIndex } = client.viewApi().namedEndpoints["/shout"] ?? {};
      const leaving = new AbortController();
      onTestFinished(() => leaving.abort());
      await fetch(`${server.url}queue/join?fn_index=${fnIndex}&session_hash=somebody&data=["x"]`, { signal: leaving.signal });
      const job = client.submit("/echo", ["x"], { timeout: 2_000 });
      expect(await job.exception()).toMatchObject({ code: "TIMEOUT", phase: "call" });
      // A direct call needs no queue.
      expect(await client.predict("/shout", ["x"])).toBe("x!");
    },
  );
});
