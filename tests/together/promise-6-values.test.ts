import { Client, isOutputFile } from "@gradio-ts/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { completed, generating, json, ScriptedServer } from "./scripted-server.js";

function isDeepFrozen(value: unknown): boolean {
  return typeof value !== "object" || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeepFrozen));
}

function deepFrozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !(value instanceof Blob)) {
    for (const member of Object.values(Object.freeze(value))) deepFrozen(member);
  }
  return value;
}

describe("promise 6: inputs are never changed, outputs are immutable snapshots that share structure", () => {
  let server: ScriptedServer;
  let client: Client;
  beforeEach(async () => {
    server = new ScriptedServer();
    server.on("gradio_api/upload", () => json(["/tmp/x"]));
    client = await Client.connect("http://app.test", { fetch: server.fetch });
  });
  afterEach(() => client.close());

  it("takes inputs that cannot be changed, files and all (users.md row 41)", async () => {
    const file = new Blob(["x"]);
    const inputs = deepFrozen([{ deep: [{ file, text: "t" }] }]);
    const call = client.predict("/echo", inputs as never, deepFrozen({ headers: { "x-a": "b" } }));
    (await server.stream()).send(completed("e1", "fine"));
    expect(await call).toBe("fine");
    expect((inputs[0] as unknown as { deep: [{ file: unknown }] }).deep[0].file).toBe(file);
    expect(server.to("gradio_api/queue/join")[0]?.body).toMatchObject({ data: [{ deep: [{ file: { path: "/tmp/x" }, text: "t" }] }] });
  });

  it("keeps every intermediate output as it was, frozen, sharing what did not change", async () => {
    const job = client.submit("/stream", ["x"]);
    const stream = await server.stream();
    const file = { path: "/tmp/f", meta: { _type: "gradio.FileData" } };
    stream.send(
      generating("e1", { kept: [file], chat: [{ text: "a" }] }),
      generating("e1", [["append", ["chat", 0, "text"], "b"]]),
      generating("e1", [["add", ["chat", 1], { text: "c" }]]),
      generating("e1", []),
      generating("e1", [["delete", ["chat", 0], null]]),
      completed("e1", { kept: [file], chat: [{ text: "c" }] }),
    );
    await job.result();
    type Value = { kept: [unknown]; chat: { text: string }[] };
    const outputs = job.outputs() as readonly Value[];
    expect(outputs.map(({ chat }) => chat.map(({ text }) => text))).toEqual([["a"], ["ab"], ["ab", "c"], ["ab", "c"], ["c"]]);
    expect(outputs.every(isDeepFrozen)).toBe(true);
    expect(new Set(outputs.map(({ kept }) => kept)).size).toBe(1);
    expect(isOutputFile(outputs[0]?.kept[0])).toBe(true);
    expect(outputs[3]).toBe(outputs[2]);
    expect(await job.result()).toBe(outputs[4]);
  });

  it("hands out nothing that can be changed", async () => {
    const job = client.submit("/echo", ["x"]);
    const updates = job.updates();
    const stream = await server.stream();
    stream.send(
      { msg: "progress", event_id: "e1", progress_data: [{ index: 1, length: 2, unit: "steps", progress: null, desc: null }] },
      { msg: "log", event_id: "e1", log: "l", level: "info", duration: 10, visible: true },
      completed("e1", [{ a: 1 }]),
    );
    for await (const update of updates) {
      const { time: _, error: __, ...plain } = { time: null, error: null, ...update };
      expect(Object.isFrozen(update)).toBe(true);
      expect(Object.values(plain).every(isDeepFrozen)).toBe(true);
    }
    expect(Object.isFrozen(job.status()) && isDeepFrozen(job.outputs())).toBe(true);
    expect(isDeepFrozen(client.config) && isDeepFrozen(client.viewApi())).toBe(true);
  });

  it("a stream of 10,000 steps costs in proportion to what changes, in time and in memory", async () => {
    const run = async (steps: number) => {
      const job = client.session().submit("/stream", ["x"]);
      const stream = await server.stream(server.streams.length);
      await vi.waitFor(() => expect(job.eventId).toBeDefined());
      const id = job.eventId as string;
      const rows = Array.from({ length: 1000 }, (_, index) => [index, "x".repeat(50)]);
      const messages = [generating(id, { rows, text: "" })];
      for (let step = 1; step < steps; step++) messages.push(generating(id, [[step === 1 ? "replace" : "append", ["text"], "tok "]]));
      const text = messages.map((message) => `data: ${JSON.stringify(message)}\n\n`).join("");
      const start = process.cpuUsage();
      stream.write(text);
      stream.send(completed(id, { rows, text: "tok ".repeat(steps - 1) }));
      await job.result();
      const { user, system } = process.cpuUsage(start);
      expect(job.outputs()).toHaveLength(steps);
      const outputs = job.outputs() as { rows: unknown; text: string }[];
      expect(new Set(outputs.map((output) => output.rows)).size).toBe(1);
      expect(outputs[steps >> 1]?.text.length).toBe(4 * (steps >> 1));
      return user + system;
    };
    await run(2500);
    const small = Math.min(await run(2500), await run(2500));
    const large = Math.min(await run(10_000), await run(10_000));
    expect(large / small).toBeLessThan(9); // Linear is 4, quadratic 16.
  });
});
