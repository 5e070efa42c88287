import type { ProgressUnit, StatusUpdate, Update } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { collectUpdates } from "./calls/collect-updates.js";
import { connect } from "./calls/connect.js";
import { freshLabel } from "./calls/journal.js";
import { untilQueued, untilStarted, untilStatus } from "./calls/until-status.js";
import { liveServers, since } from "./live-servers.js";

describe.each(liveServers())("Statuses of Gradio $version", ({ url, version }) => {
  // Before 4.9 a server asks for the data when it is the call's turn.
  const turn = since(version, "4.9") ? ["PROCESSING"] : ["SENDING_DATA", "PROCESSING"];

  it("shows a plain call's way through the queue", async () => {
    const client = await connect(url);
    const { codes } = await collectUpdates((onUpdate) => client.submit("/echo", ["x"], { onUpdate }));
    expect(codes).toEqual(["STARTING", "JOINING_QUEUE", "IN_QUEUE", ...turn, "FINISHED"]);
  });

  it("begins with STARTING, at once and without waiting", async () => {
    const client = await connect(url);
    const before = new Date();
    const job = client.submit("/echo", ["x"]);
    const status = job.status();
    expect(status).toMatchObject({
      code: "STARTING",
      rank: null,
      queueSize: null,
      eta: null,
      success: null,
      progressData: null,
      error: null,
    });
    expect(status.time.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(Object.isFrozen(status)).toBe(true);
    expect([job.done(), job.running(), job.cancelled()]).toEqual([false, false, false]);
    await job.result();
  });

  it("ends with FINISHED and success, for good", async () => {
    const client = await connect(url);
    const job = client.submit("/echo", ["x"]);
    await job.result();
    expect(job.status()).toMatchObject({ code: "FINISHED", success: true, error: null, rank: null, queueSize: null, progressData: null });
    expect(job.status()).toBe(job.status());
    expect([job.done(), job.running(), job.cancelled()]).toEqual([true, false, false]);
    // Gradio 3 names a call by its session and its function.
    if (since(version, "4.0")) expect(job.eventId).toMatch(/^[0-9a-f]{32}$/);
    else expect(job.eventId).toBeUndefined();
    expect(job.sessionHash).toBe(client.sessionHash);
  });

  it("iterates while a generator yields", async () => {
    const client = await connect(url);
    const { codes, outputs } = await collectUpdates((onUpdate) => client.submit("/count", [3], { onUpdate }));
    const way = ["STARTING", "JOINING_QUEUE", "IN_QUEUE", ...turn, "ITERATING"];
    expect(codes.slice(0, way.length)).toEqual(way);
    expect(codes.at(-1)).toBe("FINISHED");
    expect(outputs.map(({ output, index }) => [output, index])).toEqual([
      ["0", 0],
      ["1", 1],
      ["2", 2],
    ]);
  });

  it("ends its updates with the final status, and gives the outputs before it", async () => {
    const client = await connect(url);
    const job = client.submit("/count", [3]);
    const updates: Update[] = [];
    for await (const update of job.updates()) updates.push(update);
    const kinds = updates.map(({ type }) => type);
    expect(updates[0]).toMatchObject({ type: "status" });
    expect(updates.at(-1)).toMatchObject({ type: "status", code: "FINISHED", success: true });
    expect(kinds.filter((kind) => kind === "output")).toHaveLength(3);
    expect(kinds.lastIndexOf("output")).toBeLessThan(kinds.length - 1);
    expect(updates.every((update) => Object.isFrozen(update))).toBe(true);
    // A reader that comes after the end gets the final status, and ends.
    const late: Update[] = [];
    for await (const update of job.updates()) late.push(update);
    expect(late).toHaveLength(1);
    expect(late[0]).toMatchObject({ type: "status", code: "FINISHED" });
  });

  it("ends its updates with the error of a failed call, without throwing", async () => {
    const client = await connect(url);
    const { all, codes } = await collectUpdates((onUpdate) => client.submit("/fail", ["x"], { onUpdate }));
    expect(codes.at(-1)).toBe("FINISHED");
    expect(all.at(-1)).toMatchObject({ type: "status", success: false, error: { code: "APP_ERROR", message: "cannot do x" } });
  });

  it("tells the place in the queue, its length and an estimate, renewed as others start", async () => {
    const client = await connect(url);
    // The first run teaches the server how long one takes.
    await client.predict("/slow", [freshLabel(), 0.5]);
    const first = client.submit("/slow", [freshLabel(), 0.5]);
    await untilStarted(first);
    const second = client.submit("/slow", [freshLabel(), 0.5]);
    await untilQueued(second);
    const heard: StatusUpdate[] = [];
    const third = client.submit("/slow", [freshLabel(), 0.5], {
      onUpdate: (update) => {
        if (update.type === "status" && update.code === "IN_QUEUE") heard.push(update);
      },
    });
    await Promise.all([first.result(), second.result(), third.result()]);
    expect(heard[0]).toMatchObject({ rank: 1, queueSize: 2 });
    expect(heard.at(-1)).toMatchObject({ rank: 0, queueSize: 1 });
    for (const { eta } of heard) expect(eta).toBeGreaterThan(0);
    // Up to 4.10 an estimate is no more than an average over all functions.
    if (since(version, "4.11")) expect(heard[0]?.eta).toBeGreaterThan(heard.at(-1)?.eta ?? 0);
  });

  it.runIf(since(version, "4.11"))("tells the estimate of the run when it starts", async () => {
    const client = await connect(url);
    await client.predict("/left", ["x"]);
    const job = client.submit("/left", ["x"]);
    const { eta, rank } = await untilStatus(job, ({ code }) => code === "PROCESSING");
    expect(eta).toBeGreaterThan(0);
    expect(rank).toBeNull();
    expect(job.running()).toBe(true);
    await job.result();
  });

  it("shows nested trackers, the outermost first, and none when the call has ended", async () => {
    const client = await connect(url);
    const { all, codes } = await collectUpdates((onUpdate) => client.submit("/read", [2, 2], { onUpdate }));
    const progress = trackers(all);
    expect(codes).toContain("PROGRESS");
    expect(progress).toContainEqual([
      { index: 1, length: 2, unit: "chapters", progress: null, desc: "book" },
      { index: 1, length: 2, unit: "pages", progress: null, desc: "chapter 0" },
    ]);
    expect(progress.map((units) => units.map(({ unit }) => unit)).filter((units) => units.length === 2)).toSatisfy((units: string[][]) =>
      units.every(([outer, inner]) => outer === "chapters" && inner === "pages"),
    );
    expect(all.at(-1)).toMatchObject({ code: "FINISHED", progressData: null });
  });

  it("shows progress as a fraction, where the function says so", async () => {
    const client = await connect(url);
    const { all } = await collectUpdates((onUpdate) => client.submit("/paint", ["x"], { onUpdate }));
    expect(trackers(all)).toEqual(
      [0.25, 0.75].map((progress) => [expect.objectContaining({ index: null, length: null, progress, desc: "painting" })]),
    );
  });

  it.runIf(since(version, "3.36"))("hands on what the function says to the person at the page", async () => {
    const client = await connect(url);
    const { logs, codes } = await collectUpdates((onUpdate) => client.submit("/talk", ["cats"], { onUpdate }));
    const titled = since(version, "5.2");
    expect(logs).toMatchObject([
      { level: "info", message: "about cats", duration: since(version, "4.37") ? 3 : 10, visible: true, title: titled ? "Note" : null },
      { level: "warning", message: "careful with cats", duration: 10, visible: true, title: titled ? "Warning" : null },
    ]);
    expect(codes.at(-1)).toBe("FINISHED");
  });

  it("gives a lone value to updates as one output", async () => {
    const client = await connect(url);
    const { outputs } = await collectUpdates((onUpdate) => client.submit("/echo", ["x"], { onUpdate }));
    expect(outputs).toEqual([{ type: "output", output: "echo: x", index: 0 }]);
  });

  it("calls back once at the end, in order, and also when it has ended already", async () => {
    const client = await connect(url);
    const heard: string[] = [];
    const job = client.submit("/echo", ["x"], { onResult: (output) => heard.push(`result ${output}`) });
    job.addDoneCallback((done) => heard.push(`first ${done.done()}`));
    job.addDoneCallback(() => heard.push("second"));
    await job.result();
    await new Promise<void>((resolve) => job.addDoneCallback(() => resolve()));
    expect(heard).toContain("result echo: x");
    expect(heard.filter((line) => !line.startsWith("result"))).toEqual(["first true", "second"]);
  });
});

/** The trackers of each status that has some, repetitions left out. */
function trackers(updates: readonly Update[]): readonly (readonly ProgressUnit[])[] {
  const seen: (readonly ProgressUnit[])[] = [];
  for (const update of updates) {
    if (update.type !== "status" || update.progressData === null) continue;
    if (JSON.stringify(update.progressData) !== JSON.stringify(seen.at(-1))) seen.push(update.progressData);
  }
  return seen;
}
