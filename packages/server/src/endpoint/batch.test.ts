import { AppError } from "@gradio-ts/client";
import { describe, expect, test, vi } from "vitest";
import { number } from "../fields/number.js";
import { Server } from "../server.js";
import { kinds, result, sleep, TestClient } from "../testing/test-client.js";

type Handler = (batch: readonly { readonly n: number }[], context: { readonly signal: AbortSignal }) => number[] | Promise<number[]>;

function batched(handler: Handler, options: { maxSize?: number } = { maxSize: 3 }, timeout?: number) {
  const logged: unknown[] = [];
  const logger = { debug() {}, info() {}, warn() {}, error: (_: string, context?: object) => logged.push(context) };
  const server = new Server({ logger })
    .api("/x", { inputs: { n: number() }, output: number(), timeout })
    .handleBatch(handler, options)
    .api("/alone", { output: number() })
    .handle(() => 0);
  return { client: new TestClient(server), logged };
}

/** A handler that waits for the test, and what it was given. */
function gated() {
  const batches: number[][] = [];
  const signals: AbortSignal[] = [];
  const go: (() => void)[] = [];
  const handler: Handler = async (batch, { signal }) => {
    batches.push(batch.map(({ n }) => n));
    signals.push(signal);
    await new Promise<void>((resolve) => go.push(resolve));
    return batch.map(({ n }) => n * 10);
  };
  return { batches, signals, go, handler };
}

/** One call that runs, and those that wait behind it, each of a session of its own. */
async function joined(client: TestClient, values: readonly unknown[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, n] of values.entries()) {
    ids.push(await client.join(0, [n], `s${index}`));
    await sleep(2);
  }
  return ids;
}

describe("a batch", () => {
  test("S88: takes as many waiting calls as there are, up to its size, in one place; each caller gets a single value", async () => {
    const { handler, batches, go } = gated();
    const { client } = batched(handler);
    await joined(client, [0, 1, 2, 3, 4]);
    for (let run = 0; run < 3; run++) {
      await vi.waitFor(() => expect(go).toHaveLength(run + 1));
      go[run]?.();
    }
    const heard = await Promise.all([0, 1, 2, 3, 4].map((n) => client.messages(`s${n}`)));
    expect(heard.map(result)).toEqual([[0], [10], [20], [30], [40]]);
    expect(batches).toEqual([[0], [1, 2, 3], [4]]);
    expect(heard[2]?.at(-2)).toMatchObject({ output: { is_generating: null, data: [20] } });
  });

  test("S8: is told of in /config with its size, 4 where none is given", async () => {
    const dependencies = async (options: { maxSize?: number }) => (await batched(() => [], options).client.config()).dependencies;
    expect(await dependencies({ maxSize: 3 })).toMatchObject([
      { batch: true, max_batch_size: 3 },
      { batch: false, max_batch_size: 4 },
    ]);
    expect(await dependencies({})).toMatchObject([{ batch: true, max_batch_size: 4 }, {}]);
  });

  test("S88: an exception fails all of it, and each caller is told", async () => {
    let first = true;
    const { client } = batched(async (batch) => {
      if (!first) throw new AppError("not these");
      first = false;
      await sleep(20);
      return batch.map(() => 1);
    });
    await joined(client, [0, 1, 2]);
    const heard = await Promise.all([1, 2].map((n) => client.messages(`s${n}`)));
    for (const messages of heard) expect(messages.at(-2)).toMatchObject({ success: false, output: { error: "not these" } });
  });

  test.each([
    ["too few outputs", [], "gave 0"],
    ["no array", 3, "gave no array"],
  ])("whose handler gives %s fails, and the owner is told what is wrong", async (_, given, told) => {
    const { client, logged } = batched(() => given as number[]);
    expect((await client.call(0, [1])).at(-2)).toMatchObject({ success: false, output: { error: null } });
    expect(logged).toMatchObject([{ error: { message: expect.stringContaining(`/x got a batch of 1`) } }]);
    expect(logged).toMatchObject([{ error: { message: expect.stringContaining(told) } }]);
  });

  test("an output that does not fit fails its own call only, as does an input that is refused", async () => {
    const { client, logged } = batched(async (batch) => {
      await sleep(20);
      return batch.map(({ n }) => (n === 2 ? ("two" as unknown as number) : n));
    });
    await joined(client, [0, 1, 2, "three"]);
    const heard = await Promise.all([1, 2, 3].map((n) => client.messages(`s${n}`)));
    expect(result(heard[0] ?? [])).toEqual([1]);
    expect(heard[1]?.at(-2)).toMatchObject({ success: false, output: { error: null } });
    expect(heard[2]?.at(-2)).toMatchObject({ success: false, output: { error: expect.stringContaining("n:") } });
    expect(logged).toMatchObject([{ error: { message: expect.stringContaining("something else than the number") } }]);
  });

  test("goes on without a call that is cancelled; its signal fires with the last one, and only then its place is free", async () => {
    const { handler, batches, signals, go } = gated();
    const { client } = batched(handler);
    const ids = await joined(client, [0, 1, 2, 3, 4]);
    go[0]?.();
    await vi.waitFor(() => expect(go).toHaveLength(2));
    await client.cancel(ids[1] ?? "", "s1");
    expect((await client.messages("s1")).at(-2)).toMatchObject({ output: {}, success: true });
    expect(signals[1]?.aborted).toBe(false);
    await client.cancel(ids[2] ?? "", "s2");
    expect(batches).toHaveLength(2);
    await client.cancel(ids[3] ?? "", "s3");
    expect(signals[1]?.aborted).toBe(true);
    await vi.waitFor(() => expect(batches).toEqual([[0], [1, 2, 3], [4]]));
    go[2]?.();
    expect(result(await client.messages("s4"))).toEqual([40]);
  });

  test("that is cancelled whole before it began never reaches the handler", async () => {
    const { handler, batches } = gated();
    const { client } = batched(handler);
    const response = client.post("/queue/join", { data: [1], fn_index: 0, session_hash: "s" });
    const { event_id: id } = await (await response).json();
    await client.cancel(id);
    await sleep(10);
    expect(batches).toEqual([]);
    expect(kinds(await client.messages())).toContain("close_stream");
  });

  test("that takes too long fails all of it and fires its signal", async () => {
    const { handler, signals } = gated();
    const { client } = batched(handler, { maxSize: 3 }, 30);
    expect((await client.call(0, [1])).at(-2)).toMatchObject({ output: { error: "The call took longer than 30 ms." } });
    expect(signals[0]?.aborted).toBe(true);
  });

  test("S140, S142: of one answers direct calls and curl", async () => {
    const { client } = batched((batch) => batch.map(({ n }) => n * batch.length));
    const direct = await client.post("/run/x", { data: [7] });
    expect(await direct.json()).toMatchObject({ data: [7], is_generating: null });
    const { event_id: id } = await (await client.post("/call/x", { data: [8] })).json();
    expect(await (await client.get(`/call/x/${id}`)).text()).toBe("event: complete\ndata: [8]\n\n");
  });

  test("S209: cannot be made of a generator, with a size that is none, or with options nobody knows", () => {
    const define = (handler: unknown, options: object) => () => new Server().api("/x", {}).handleBatch(handler as () => [], options);
    expect(define(function* () {}, {})).toThrow("generator");
    expect(define(() => [], { maxSize: 0 })).toThrow("maxSize");
    expect(define(() => [], { size: 3 })).toThrow('no option "size"');
    expect(define(3, {})).toThrow("must be a function");
  });
});
