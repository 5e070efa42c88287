import { AppError } from "@gradio-ts/client";
import { applyEdits, type CompletedMessage, type Edit, type StepOutput } from "@gradio-ts/wire";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { json } from "../fields/json.js";
import { number } from "../fields/number.js";
import { text } from "../fields/text.js";
import { Server } from "../server.js";
import { kinds, result, sleep, TestClient } from "../testing/test-client.js";

describe("a generator", () => {
  test("S113: that changes and yields the same object again gives right values", async () => {
    const server = new Server().api("/x", { output: json() }).handle(function* () {
      const list: number[][] = [];
      for (let i = 0; i < 3; i++) {
        list.push([i]);
        yield list;
        list[0]?.push(9);
      }
    });
    const messages = await new TestClient(server).call(0, []);
    const steps = messages.flatMap((message) => (message.msg === "process_generating" ? [message.output.data[0]] : []));
    let value: unknown = steps[0];
    const values = [value];
    for (const edits of steps.slice(1)) {
      value = applyEdits(value, edits as Edit[], "old-list");
      values.push(value);
    }
    expect(values).toEqual([[[0]], [[0, 9], [1]], [[0, 9, 9], [1], [2]]]);
    expect(result(messages)).toEqual([[[0, 9, 9, 9], [1], [2]]]);
  });

  test("S105, S106, S107: gives exactly the values it yielded, whatever JSON they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.jsonValue(), { minLength: 1, maxLength: 8 }), async (yielded) => {
        const server = new Server().api("/x", { output: json() }).handle(async function* () {
          yield* yielded;
        });
        const messages = await new TestClient(server).call(0, []);
        const values: unknown[] = [];
        for (const message of messages) {
          if (message.msg !== "process_generating") continue;
          const [step] = message.output.data;
          values.push(values.length === 0 ? step : applyEdits(values.at(-1), step as Edit[], "old-list"));
        }
        expect(values).toEqual(JSON.parse(JSON.stringify(yielded)));
        expect(result(messages)).toEqual([values.at(-1)]);
      }),
      { numRuns: 40 },
    );
  });

  test("S108: sends a growing text and list in proportion to what is new", async () => {
    const server = new Server().api("/x", { output: [text(), json()] }).handle(function* () {
      for (let i = 1; i < 4; i++) yield ["ab".repeat(i), Array.from({ length: i }, (_, n) => n)] as const;
    });
    const steps = (await new TestClient(server).call(0, [])).flatMap((m) => (m.msg === "process_generating" ? [m.output.data] : []));
    expect(steps.slice(1)).toEqual([
      [[["append", [], "ab"]], [["add", [1], 1]]],
      [[["append", [], "ab"]], [["add", [2], 2]]],
    ]);
  });

  test("S87: tells the time of each step, and the mean of all steps of its function", async () => {
    const server = new Server().api("/x", { output: number() }).handle(async function* () {
      for (const ms of [60, 5]) {
        await sleep(ms);
        yield ms;
      }
    });
    const client = new TestClient(server);
    const outputs = (await client.call(0, [])).flatMap((message) =>
      message.msg === "process_generating" || message.msg === "process_completed" ? [message.output as StepOutput] : [],
    );
    const [first, second, last] = outputs.map(({ duration }) => duration ?? Number.NaN) as [number, number, number];
    expect(first).toBeGreaterThan(0.05);
    expect(second).toBeGreaterThan(0.003);
    const means = outputs.map(({ average_duration: mean }) => mean);
    expect(means).toEqual([first, (first + second) / 2, expect.closeTo((first + second + last) / 3, 9)]);
  });

  test("S46: its last message tells the time and the mean of its last step once more", async () => {
    const server = new Server().api("/x", { output: number() }).handle(async function* () {
      yield 1;
      await sleep(5);
      yield 2;
    });
    const completed = (await new TestClient(server).call(0, [])).find(({ msg }) => msg === "process_completed");
    const { output, cache_duration, avg_time } = completed as CompletedMessage & { output: StepOutput };
    expect([cache_duration, avg_time]).toEqual([output.duration, output.average_duration]);
    expect(output).toEqual({
      data: [2],
      is_generating: false,
      duration: expect.any(Number),
      average_duration: expect.any(Number),
      render_config: null,
      changed_state_ids: [],
      used_cache: null,
    });
  });

  test("made by a plain function or a promise is one all the same", async () => {
    async function* series() {
      yield 1;
      yield 2;
    }
    const server = new Server().api("/x", { output: number() }).handle((() => Promise.resolve(series())) as never);
    expect(kinds(await new TestClient(server).call(0, [])).filter((msg) => msg === "process_generating")).toHaveLength(2);
  });

  test("S112: is closed where a direct call takes its first value", async () => {
    let closed = false;
    const server = new Server().api("/x", { output: number() }).handle(function* () {
      try {
        yield 1;
        yield 2;
      } finally {
        closed = true;
      }
    });
    const answer = await (await new TestClient(server).post("/run/x", { data: [] })).json();
    expect([answer.data, answer.is_generating, closed]).toEqual([[1], true, true]);
  });

  test("whose closing fails is told to the logger only", async () => {
    const logged: string[] = [];
    const logger = { debug() {}, info() {}, warn() {}, error: (message: string) => logged.push(message) };
    const server = new Server({ logger }).api("/x", { output: number() }).handle(async function* () {
      try {
        for (;;) {
          yield 1;
          await sleep(1);
        }
      } finally {
        // biome-ignore lint/correctness/noUnsafeFinally: what is tested
        throw new Error("cannot close");
      }
    });
    const client = new TestClient(server);
    const id = await client.join(0, []);
    await sleep(10);
    await client.cancel(id);
    expect((await client.messages()).at(-2)).toMatchObject({ output: {}, success: true });
    await vi.waitFor(() => expect(logged).toEqual(["/x failed"]));
  });
});

describe("a cancel", () => {
  const endless = (onClose: () => void = () => {}) =>
    new Server({ concurrencyLimit: 1 }).api("/x", { output: number(), concurrencyLimit: 2 }).handle(async function* (_, { signal }) {
      signal.addEventListener("abort", onClose);
      for (let i = 0; ; i++) {
        yield i;
        await sleep(5);
      }
    });

  test("S93, S94: ends the named event only, and frees its place at once", async () => {
    let aborted = 0;
    const client = new TestClient(endless(() => aborted++));
    const ids = [await client.join(0, []), await client.join(0, []), await client.join(0, [])];
    const stream = await client.stream();
    await sleep(10);
    await client.cancel(ids[0] ?? "");
    await sleep(20);
    expect(aborted).toBe(1);
    for (const id of ids.slice(1)) await client.cancel(id);
    const messages = await stream.rest();
    const ended = messages.findIndex(({ event_id, msg }) => event_id === ids[0] && msg === "process_completed");
    expect(messages.slice(ended + 1).some(({ event_id }) => event_id === ids[0])).toBe(false);
    expect(messages.slice(ended).some(({ event_id, msg }) => event_id === ids[2] && msg === "process_starts")).toBe(true);
    expect(messages.filter(({ msg }) => msg === "process_completed")).toHaveLength(3);
  });

  test("S91: needs the session of the event", async () => {
    const client = new TestClient(endless());
    const id = await client.join(0, []);
    expect(await client.cancel(id, "somebody else's")).toEqual({ success: true });
    await sleep(5);
    const stream = await client.stream();
    await stream.until("process_generating");
    await client.cancel(id);
    await stream.until("close_stream");
  });

  test("S93: of a plain function answers at once, though it goes on", async () => {
    const server = new Server().api("/x", { output: number() }).handle(() => new Promise<number>(() => {}));
    const client = new TestClient(server);
    const id = await client.join(0, []);
    await sleep(5);
    await client.cancel(id);
    expect((await client.messages()).at(-2)).toMatchObject({ msg: "process_completed", output: {} });
    // Its place is free.
    await client.join(0, [], "other");
    await (await client.stream("other")).until("process_starts");
  });

  test("S92: of a waiting event: it never starts", async () => {
    const client = new TestClient(endless());
    const ids = [await client.join(0, []), await client.join(0, []), await client.join(0, [], "w")];
    await client.cancel(ids[2] ?? "", "w");
    expect(kinds(await client.messages("w"))).toEqual(["estimation", "process_completed", "close_stream"]);
    expect((await (await client.get("/queue/status")).json()).queue_size).toBe(0);
  });
});

describe("a time limit", () => {
  test("fails the call, fires the signal and frees the place", async () => {
    let reason: unknown;
    const server = new Server().api("/x", { output: number(), timeout: 20 }).handle(
      (_, { signal }) =>
        new Promise<number>(() => {
          signal.addEventListener("abort", () => {
            reason = signal.reason;
          });
        }),
    );
    const client = new TestClient(server);
    const messages = await client.call(0, []);
    expect(messages.at(-2)).toMatchObject({ success: false, output: { error: "The call took longer than 20 ms." } });
    expect(reason).toBeInstanceOf(AppError);
    expect((await client.post("/run/x", { data: [] })).status).toBe(500);
  });

  test("ends a generator that is too long after its first values", async () => {
    const server = new Server().api("/x", { output: number(), timeout: 30 }).handle(async function* () {
      for (let i = 0; ; i++) {
        yield i;
        await sleep(5);
      }
    });
    const messages = await new TestClient(server).call(0, []);
    expect(messages.at(-2)).toMatchObject({ success: false, title: null });
  });
});

describe("state", () => {
  const server = () =>
    new Server({ state: () => ({ words: [] as string[] }) })
      .api("/say", { inputs: { word: text() }, output: number() })
      .handle(({ word }, { state }) => {
        state.words.push(word);
        if (word === "bad") throw new Error();
        return state.words.length;
      })
      .api("/steps", { output: number() })
      .handle(function* (_, context) {
        context.state = { words: ["kept"] };
        yield 1;
        context.state.words.push("lost");
        throw new Error();
      });

  test("S126: belongs to the session, and is not changed by a call that throws", async () => {
    const client = new TestClient(server());
    expect(result(await client.call(0, ["a"]))).toEqual([1]);
    await client.call(0, ["bad"]);
    expect(result(await client.call(0, ["b"]))).toEqual([2]);
    expect(result(await client.call(0, ["a"], "other"))).toEqual([1]);
  });

  test("is kept at each yield", async () => {
    const client = new TestClient(server());
    await client.call(1, []);
    expect(result(await client.call(0, ["b"]))).toEqual([2]);
  });

  test("S126: is shared by direct calls of the session, and starts afresh without one", async () => {
    const client = new TestClient(server());
    await client.call(0, ["a"]);
    const run = async (session?: string) => (await (await client.post("/run/say", { data: ["b"], session_hash: session })).json()).data;
    expect([await run("s"), await run("s"), await run(), await run()]).toEqual([[2], [3], [1], [1]]);
  });
});

describe("the context", () => {
  test("S116, S117: progress comes in every form, the newest at most every 100 ms, the last one before completion", async () => {
    const server = new Server().api("/x", {}).handle(async (_, { progress }) => {
      progress(0.5);
      progress({ index: 1, length: 3, unit: "pages" });
      progress([
        { index: 2, length: 3, desc: "outer" },
        { progress: 0.1, unit: null },
      ]);
    });
    const messages = await new TestClient(server).call(0, []);
    expect(messages.flatMap((message) => (message.msg === "progress" ? [message.progress_data] : []))).toEqual([
      [{ index: null, length: null, unit: "steps", progress: 0.5, desc: null }],
      [
        { index: 2, length: 3, unit: "steps", progress: null, desc: "outer" },
        { index: null, length: null, unit: null, progress: 0.1, desc: null },
      ],
    ]);
    expect(kinds(messages).at(-2)).toBe("process_completed");
  });

  test("says nothing more once the call has ended", async () => {
    let late: () => void = () => {};
    const server = new Server().api("/x", {}).handle((_, { progress, log }) => {
      late = () => {
        progress(1);
        log("late");
      };
    });
    const client = new TestClient(server);
    await client.call(0, []);
    late();
    expect(kinds(await client.messages())).toEqual(["close_stream"]);
  });

  test("S59: knows the request, the session and the event", async () => {
    const server = new Server().api("/x", { output: json() }).handle((_, { request, sessionHash, eventId, username }) => ({
      agent: request.headers.get("x-gradio-user"),
      query: new URL(request.url).search,
      sessionHash,
      eventId,
      username,
    }));
    const client = new TestClient(server);
    const answer = await client.post(
      "/queue/join?a=1",
      { data: [], fn_index: 0, session_hash: "s" },
      { headers: { "content-type": "application/json", "x-gradio-user": "api" } },
    );
    const { event_id } = await answer.json();
    expect(result(await client.messages())).toEqual([{ agent: "api", query: "?a=1", sessionHash: "s", eventId: event_id, username: null }]);
  });
});
