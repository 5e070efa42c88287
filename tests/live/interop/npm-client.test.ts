import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "@gradio/client";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { conversations, createApp, shapes } from "./app.js";

/** What is used of the package. Its own declarations cannot be resolved by Node's rules, so that everything would be `any`. */
interface NpmClient {
  view_api(): Promise<{ readonly named_endpoints: Record<string, { readonly parameters: readonly object[] }> }>;
  predict(endpoint: string | number, data: unknown[] | object): Promise<{ readonly data: readonly unknown[] }>;
  submit(endpoint: string, data: unknown[]): AsyncIterable<NpmEvent> & { cancel(): Promise<void> };
  close(): void;
}
type NpmEvent =
  | { readonly type: "data"; readonly data: readonly unknown[] }
  | { readonly type: "log"; readonly log: string }
  | { readonly type: "status"; readonly stage: string; readonly position?: number; readonly progress_data?: readonly object[] };

describe("npm's @gradio/client with an app of ours", () => {
  const { server, journal } = createApp();
  let url = "";
  beforeAll(async () => {
    ({ url } = await server.listen({ port: 0 }));
  });
  afterAll(() => server.close({ drain: 0 }));

  it("reads the API", async () => {
    const client = await connect(url);
    const { named_endpoints } = await client.view_api();
    expect(named_endpoints["/greet"]?.parameters).toMatchObject([
      { parameter_name: "name", parameter_has_default: false, component: "Textbox", type: "string" },
      { parameter_name: "greeting", parameter_has_default: true, parameter_default: "Hello" },
      { parameter_name: "times", parameter_has_default: true, parameter_default: 1 },
    ]);
    expect(named_endpoints["/add"]?.parameters).toMatchObject([
      { parameter_name: "a", component: "Number", type: "number" },
      { parameter_name: "b", component: "Number", type: "number" },
    ]);
    expect(named_endpoints).not.toHaveProperty("/hidden");
  });

  it("calls by position and by name, and leaves out what has a default", async () => {
    const client = await connect(url);
    expect((await client.predict("/greet", ["Ada", "Hi", 2])).data).toEqual(["Hi Ada Hi Ada"]);
    expect((await client.predict("/greet", { name: "Ada", greeting: "Hi" })).data).toEqual(["Hi Ada"]);
    expect((await client.predict("/greet", { name: "Ada" })).data).toEqual(["Hello Ada"]);
    expect((await client.predict(1, [1, 2])).data).toEqual([3]);
  });

  it("gets several outputs and none, and calls unqueued and undocumented endpoints", async () => {
    const client = await connect(url);
    expect((await client.predict("/measure", ["abba"])).data).toEqual(["ABBA", 4, { letters: ["a", "b"] }]);
    expect((await client.predict("/nothing", ["npm"])).data).toEqual([]);
    expect(journal).toContain("nothing npm");
    expect((await client.predict("/direct", ["x"])).data).toEqual(["direct: x"]);
    expect((await client.predict("/hidden", ["x"])).data).toEqual(["hidden: x"]);
  });

  it("gets every value of a generator, however it changes", async () => {
    const client = await connect(url);
    expect(first(await read(client, "/grow", [2]))).toEqual(["wörd0 😀 ", "wörd0 😀 wörd1 😀 "]);
    expect(first(await read(client, "/shrink", []))).toEqual(shapes);
    const chats = first(await read(client, "/converse", [])) as { content: { text: string }[] }[][];
    expect(chats.map((messages) => messages.map(({ content }) => content[0]?.text))).toEqual(conversations);
    expect(withoutRepetition(await read(client, "/pair", [3]))).toEqual([
      ["a", 0],
      ["aa", 1],
      ["aaa", 2],
    ]);
  });

  it("sees progress, logs and the way through the queue", async () => {
    const client = await connect(url);
    const events = await read(client, "/read", [2]);
    const statuses = events.filter((event) => event.type === "status");
    expect(statuses.map(({ stage }) => stage)).toEqual(expect.arrayContaining(["pending", "complete"]));
    expect(statuses.some(({ position }) => position === 0)).toBe(true);
    expect(statuses.flatMap(({ progress_data }) => (progress_data ? [progress_data] : []))).toContainEqual([
      { index: 1, length: 2, unit: "chapters", progress: null, desc: "book" },
      { index: 1, length: 2, unit: "pages", progress: null, desc: null },
    ]);
    expect(events.filter((event) => event.type === "log")).toMatchObject([
      { log: "opening the book", level: "info", title: "Note", duration: 3, visible: true },
      { log: "it was short", level: "warning" },
    ]);
  });

  it("gets the app's own errors with their titles, and no text of others", async () => {
    const client = await connect(url);
    await expect(client.predict("/refuse", ["x"])).rejects.toMatchObject({ message: "won't do x", title: "Closed" });
    await expect(client.predict("/refuse_late", ["x"])).rejects.toMatchObject({ message: "enough" });
    const hidden: unknown = await client.predict("/break", ["x"]).catch((error: unknown) => error);
    expect(JSON.stringify(hidden)).not.toContain("secret");
    expect((await client.predict("/add", [1, 1])).data).toEqual([2]);
  });

  it("keeps its state in the session", async () => {
    const [one, other] = [await connect(url), await connect(url)];
    expect((await one.predict("/remember", ["one"])).data).toEqual(["one"]);
    expect((await one.predict("/remember", ["two"])).data).toEqual(["one two"]);
    expect((await other.predict("/remember", ["three"])).data).toEqual(["three"]);
  });

  it("stops a generator, and a call that waits", async () => {
    const client = await connect(url);
    const ticking = client.submit("/tick", ["npm ticks", 100]);
    let values = 0;
    for await (const event of ticking) {
      if (event.type === "data" && ++values === 2) break;
    }
    await ticking.cancel();
    await sleep(300);
    const ticks = journal.filter((line) => line.startsWith("npm ticks"));
    expect(ticks.length).toBeLessThan(20);
    await sleep(300);
    expect(journal.filter((line) => line.startsWith("npm ticks"))).toEqual(ticks);
    expect((await client.predict("/add", [2, 2])).data).toEqual([4]);
  });

  it("makes many calls at once", async () => {
    const client = await connect(url);
    const calls = Array.from({ length: 10 }, (_, i) => client.predict("/add", [i, 1000]));
    expect((await Promise.all(calls)).map(({ data }) => data)).toEqual(Array.from({ length: 10 }, (_, i) => [i + 1000]));
  });
});

async function connect(url: string): Promise<NpmClient> {
  const client: NpmClient = await Client.connect(url, { events: ["data", "status", "log"] });
  onTestFinished(() => client.close());
  return client;
}

async function read(client: NpmClient, endpoint: string, data: unknown[]): Promise<NpmEvent[]> {
  const events: NpmEvent[] = [];
  // Its values are changed in place by later diffs: copy each when it comes.
  for await (const event of client.submit(endpoint, data)) events.push(structuredClone(event));
  return events;
}

function withoutRepetition(events: readonly NpmEvent[]): unknown[] {
  const values = events.flatMap((event) => (event.type === "data" ? [event.data] : []));
  // The final message repeats the last value.
  return values.slice(0, -1);
}

function first(events: readonly NpmEvent[]): unknown[] {
  return withoutRepetition(events).map((data) => (data as unknown[])[0]);
}
