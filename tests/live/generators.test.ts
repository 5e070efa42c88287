import { AppError } from "@gradio-ts/client";
import { describe, expect, it } from "vitest";
import { connect } from "./calls/connect.js";
import { rawOutputs } from "./calls/raw-outputs.js";
import { liveServers, since } from "./live-servers.js";

// What suite.py yields.
const shapes = [
  {
    list: [1, 2, 3, 4, 5],
    nested: {
      a: 1,
      b: 2,
      c: [
        [1, 2, 3],
        [4, 5],
      ],
    },
  },
  { list: [1, 2], nested: { a: 1, c: [[1], [4]] } },
  { nested: {} },
  { list: [{ x: [1, 2, 3] }, { x: [] }] },
  { list: [{ x: [3] }] },
  [1, 2, 3],
  [3],
  JSON.parse('{ "/": { "~": 0 }, "": "empty key", "__proto__": 1 }'),
  true,
  0,
  1.5,
  null,
  {},
];
const tables = [
  [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [[1], [4]],
  [[1]],
  [[1], [2], [3]],
];
const conversations = [
  ["hi", "h"],
  ["hi", "hello"],
  ["hi", "hello", "how are you?", "fine"],
  ["hi", "hello", "how are you?", "fine", "really?", "yes", "sure?", "no"],
  ["hi", "hello"],
  [],
];

describe.each(liveServers())("Generators of Gradio $version", ({ url, version }) => {
  it("gives each value once, the last one as the result", async () => {
    const client = await connect(url);
    const job = client.submit("/count", [4]);
    expect(await job.result()).toBe("3");
    expect(job.outputs()).toEqual(["0", "1", "2", "3"]);
  });

  it("gives a growing text whole at every step", async () => {
    const client = await connect(url);
    const job = client.submit("/grow", [40]);
    await job.result();
    let text = "";
    const expected = Array.from({ length: 40 }, (_, i) => (text += `wörd${i} 😀 `));
    expect(job.outputs()).toEqual(expected);
  });

  it.runIf(since(version, "3.24"))("gives the values of an async generator", async () => {
    const client = await connect(url);
    const job = client.submit("/agrow", [3]);
    await job.result();
    expect(job.outputs()).toEqual(["a", "aa", "aaa"]);
  });

  it("gives the value of a generator that yields once", async () => {
    const client = await connect(url);
    const once = client.submit("/once", ["x"]);
    await once.result();
    expect(once.outputs()).toEqual(["x"]);
  });

  it("gives JSON of changing shape as it was yielded", async () => {
    const client = await connect(url);
    const job = client.submit("/change_shape", ["x"]);
    await job.result();
    expect(job.outputs()).toEqual(shapes);
  });

  it("gives tables that lose rows and columns as they were yielded", async () => {
    const client = await connect(url);
    const job = client.submit("/shrink_table", ["x"]);
    await job.result();
    expect((job.outputs() as { data: unknown }[]).map(({ data }) => data)).toEqual(tables);
    expect((job.outputs() as { headers: unknown }[]).map(({ headers }) => headers)).toEqual([
      ["a", "b", "c"],
      ["a", "b", "c"],
      ["a"],
      ["a"],
      ["a"],
    ]);
  });

  it("gives chats that grow, change and shrink as they were yielded", async () => {
    const client = await connect(url);
    const job = client.submit("/converse", ["x"]);
    await job.result();
    expect((job.outputs() as Turn[][]).map((turns) => turns.flatMap(textsOf))).toEqual(conversations);
  });

  // Before 4.20 a server cannot be asked for full values.
  it
    .runIf(since(version, "4.20"))
    .each(["/converse", "/shrink_table", "/change_shape", "/highlight", "/now_and_then", "/grow", "/two_at_once"])(
    "gives exactly the full values the server sends on request: %s",
    async (endpoint) => {
      const client = await connect(url);
      const input = endpoint === "/grow" || endpoint === "/two_at_once" ? 5 : "x";
      const job = client.submit(endpoint, [input]);
      await job.result();
      const truth = await rawOutputs(url, endpoint, [input]);
      expect(job.outputs()).toEqual(endpoint === "/two_at_once" ? truth : truth.map(([value]) => value));
    },
  );

  it("gives each step of several outputs as an array", async () => {
    const client = await connect(url);
    const job = client.submit("/two_at_once", [3]);
    expect(await job.result()).toEqual(["aaa", 2]);
    expect(job.outputs()).toEqual([
      ["a", 0],
      ["aa", 1],
      ["aaa", 2],
    ]);
  });

  it("gives null where the generator yields None", async () => {
    const client = await connect(url);
    const job = client.submit("/now_and_then", ["x"]);
    expect(await job.result()).toBe("");
    expect(job.outputs()).toEqual(["a", null, "a", "ab", ""]);
  });

  it("gives the value of an update of a component, and the former value where it has none", async () => {
    const client = await connect(url);
    const job = client.submit("/relabel", ["x"]);
    expect(await job.result()).toBe("ab");
    expect(job.outputs()).toEqual(["a", "a", "ab"]);
  });

  it("gives all values to each iterator, however late it begins", async () => {
    const client = await connect(url);
    const job = client.submit("/count", [5]);
    const read = async () => {
      const values: unknown[] = [];
      for await (const value of job) values.push(value);
      return values;
    };
    const early = await Promise.all([read(), read()]);
    const late = await read();
    for (const values of [...early, late]) expect(values).toEqual(["0", "1", "2", "3", "4"]);
  });

  it("hands values out while the generator runs", async () => {
    const client = await connect(url);
    const job = client.submit("/tick", ["live", 3, 0.3]);
    for await (const value of job) {
      expect(value).toBe("live 0");
      break;
    }
    expect(job.done()).toBe(false);
    expect(job.outputs()).toEqual(["live 0"]);
    expect(await job.result()).toBe("live 2");
  });

  it("goes on when a reader leaves its loop", async () => {
    const client = await connect(url);
    const job = client.submit("/count", [5]);
    for await (const value of job) if (value === "1") break;
    expect(await job.result()).toBe("4");
  });

  it("keeps the values of a generator that fails, and tells of the failure at the end", async () => {
    const client = await connect(url);
    const job = client.submit("/fail_late", ["x"]);
    const values: unknown[] = [];
    const iterate = async () => {
      for await (const value of job) values.push(value);
    };
    await expect(iterate()).rejects.toThrow(AppError);
    await expect(job.result()).rejects.toThrow("tired");
    expect(values).toEqual(["x", "xx"]);
    expect(job.outputs()).toEqual(["x", "xx"]);
  });

  it("keeps several generators of one session apart", async () => {
    const client = await connect(url);
    const jobs = [1, 2, 3, 4].map((n) => client.submit("/tick_five", [`job ${n}`, 5, 0.05]));
    await Promise.all(jobs.map((job) => job.result()));
    jobs.forEach((job, i) => {
      expect(job.outputs()).toEqual([0, 1, 2, 3, 4].map((step) => `job ${i + 1} ${step}`));
    });
  });

  it("freezes the outputs, and gives the same array until another is added", async () => {
    const client = await connect(url);
    const job = client.submit("/change_shape", ["x"]);
    await job.result();
    expect(job.outputs()).toBe(job.outputs());
    expect(Object.isFrozen(job.outputs())).toBe(true);
    expect(Object.isFrozen(job.outputs()[0])).toBe(true);
  });
});

/** A message, or a pair of them where an app's chat is one of pairs. */
type Turn = readonly string[] | { readonly content: string | readonly { readonly text: string }[] };

function textsOf(turn: Turn): readonly (string | undefined)[] {
  if (!("content" in turn)) return turn;
  // Since Gradio 6 a list of parts.
  return [typeof turn.content === "string" ? turn.content : turn.content[0]?.text];
}
