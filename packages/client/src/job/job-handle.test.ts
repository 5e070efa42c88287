import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AppError, CancelledError, InvalidArgumentError, TimeoutError } from "../errors.js";
import { heldBytes } from "../testing/held-bytes.js";
import { JobHandle, type JobHandleOptions } from "./job-handle.js";
import type { JobEvent } from "./job-state.js";
import type { Update } from "./update.js";

const job = (options: Partial<JobHandleOptions> = {}) => new JobHandle({ sessionHash: "s", cancel: async () => {}, ...options });
const output = (value: unknown): JobEvent => ({ type: "output", output: value });
const succeeded = (value: unknown): JobEvent => ({ type: "succeeded", output: value });
const log = (message: string): JobEvent => ({
  type: "log",
  log: { type: "log", level: "info", message, title: null, duration: 10, visible: true },
});

async function all<T>(iterable: AsyncIterable<T>): Promise<T[]> {
  const values: T[] = [];
  for await (const value of iterable) values.push(value);
  return values;
}

const said = (updates: readonly Update[]) =>
  updates.map((update) => (update.type === "status" ? update.code : update.type === "log" ? update.message : update.type));

describe("JobHandle", () => {
  it("gives every output to every iterator, however late, and independent of each other (users.md row 43)", async () => {
    const handle = job();
    const early = all(handle);
    handle.dispatch(output(1));
    handle.dispatch(output(2));
    const slow = handle[Symbol.asyncIterator]();
    expect(await slow.next()).toEqual({ done: false, value: 1 });
    handle.dispatch(succeeded(2));
    expect(await early).toEqual([1, 2]);
    expect(await all(handle)).toEqual([1, 2]);
    expect(await slow.next()).toEqual({ done: false, value: 2 });
    expect(await slow.next()).toEqual({ done: true, value: undefined });
  });

  it.each<[string, JobEvent, boolean]>([
    ["a failure throws after the outputs", { type: "failed", error: new AppError("no") }, true],
    ["an aborted signal throws after the outputs", { type: "cancelled", error: new CancelledError("no"), quietly: false }, true],
    ["cancel() ends quietly after the outputs", { type: "cancelled", error: new CancelledError("no"), quietly: true }, false],
  ])("%s, for early and late iterators", async (_, end, throws) => {
    const handle = job();
    const watch = async () => {
      const values: unknown[] = [];
      try {
        for await (const value of handle) values.push(value);
      } catch (error) {
        return { values, error };
      }
      return { values, error: undefined };
    };
    const early = watch();
    handle.dispatch(output(1));
    handle.dispatch(end);
    for (const seen of [await early, await watch()]) {
      expect(seen).toEqual({ values: [1], error: throws ? (end as { error: unknown }).error : undefined });
    }
    await expect(handle.result()).rejects.toBe((end as { error: unknown }).error);
    expect(await handle.exception()).toBe((end as { error: unknown }).error);
  });

  it("lets no iterator that was left hold on to it", async () => {
    const handle = job();
    handle.dispatch(output(1));
    for await (const _ of handle) break;
    handle.dispatch(output(2));
    expect(handle.done()).toBe(false);
  });

  it("keeps status and outputs the same objects until they change, frozen, sharing elements", () => {
    const handle = job();
    expect(handle.status()).toBe(handle.status());
    expect(handle.outputs()).toBe(handle.outputs());
    const value = { a: 1 };
    handle.dispatch(output(value));
    const before = handle.outputs();
    const status = handle.status();
    handle.dispatch(log("x"));
    expect([handle.outputs() === before, handle.status() === status]).toEqual([true, true]);
    handle.dispatch(output(2));
    expect(before).toEqual([value]);
    expect(handle.outputs()).toEqual([value, 2]);
    expect(handle.outputs()[0]).toBe(value);
    expect(Object.isFrozen(before) && Object.isFrozen(handle.outputs()) && Object.isFrozen(handle.status())).toBe(true);
  });

  it("gives every state of a text that grows, to whoever reads along and to whoever comes late", async () => {
    const handle = job();
    const along = handle[Symbol.asyncIterator]();
    for (const text of ["a", "ab", "abc"]) {
      handle.dispatch({ type: "output", output: text, grown: text !== "a" });
      expect(await along.next()).toEqual({ done: false, value: text });
    }
    handle.dispatch(succeeded("abx"));
    expect(handle.outputs()).toEqual(["a", "ab", "abx"]);
    expect(await all(handle)).toEqual(["a", "ab", "abx"]);
    expect(await handle.result()).toBe("abx");
  });

  it("tells a late reader the current status and what follows", async () => {
    const handle = job();
    handle.dispatch({ type: "started", eta: null });
    handle.dispatch(output(1));
    const late = handle.updates();
    handle.dispatch(log("a"));
    handle.dispatch(succeeded(1));
    expect(said(await all(late))).toEqual(["ITERATING", "a", "FINISHED"]);
    expect(said(await all(handle.updates()))).toEqual(["FINISHED"]);
  });

  it("tells a slow reader the newest of several unread statuses, and every output and log", async () => {
    const handle = job();
    const slow = handle.updates();
    for (let rank = 9; rank >= 0; rank--) handle.dispatch({ type: "queued", rank, queueSize: 10, eta: null });
    handle.dispatch(log("a"));
    handle.dispatch(log("b"));
    handle.dispatch({ type: "started", eta: null });
    handle.dispatch({ type: "progress", units: [] });
    handle.dispatch(output(1));
    handle.dispatch(output(2));
    handle.dispatch(succeeded(2));
    const updates = await all(slow);
    expect(said(updates)).toEqual(["IN_QUEUE", "a", "b", "ITERATING", "output", "ITERATING", "output", "FINISHED"]);
    expect(updates[0]).toMatchObject({ rank: 0 });
  });

  it("holds for a reader that is far behind only the newest status, and every output, until it has caught up", async () => {
    const handle = job();
    const slow = handle.updates();
    const read = async (count: number) => said(await Promise.all(Array.from({ length: count }, async () => (await slow.next()).value)));
    for (let step = 0; step < 2000; step++) handle.dispatch(output(step));
    const behind = await read(2000 + 513);
    expect(behind.filter((what) => what === "output")).toHaveLength(2000);
    expect(behind.slice(-2)).toEqual(["ITERATING", "output"]);
    handle.dispatch(output(2000));
    handle.dispatch(output(2001));
    handle.dispatch(succeeded(2001));
    expect(said(await all(slow))).toEqual(["ITERATING", "output", "ITERATING", "output", "FINISHED"]);
  });

  it("costs a slow reader in proportion to what it has not read", async () => {
    const time = async (count: number) => {
      const handle = job();
      const slow = handle.updates();
      for (let index = 0; index < count; index++) handle.dispatch(log("x"));
      handle.dispatch(succeeded(1));
      const start = process.cpuUsage();
      expect((await all(slow)).length).toBe(count + 2); // The logs, the output, and of the statuses the newest.
      const { user, system } = process.cpuUsage(start);
      return user + system;
    };
    await time(50_000);
    const small = Math.min(await time(50_000), await time(50_000), await time(50_000));
    const large = Math.min(await time(200_000), await time(200_000), await time(200_000));
    expect(large / small).toBeLessThan(9); // Linear is 4, quadratic 16.
  });

  it("holds a text that grows once, however many of its steps a slow reader has not read and another has looked at", () => {
    const handle = job();
    const slow = [handle.updates(), handle.updates(), handle[Symbol.asyncIterator]()];
    const before = heldBytes();
    let text = "";
    for (let step = 0; step < 2000; step++) {
      text += `step ${step} of many, and some more words to make it long; `;
      handle.dispatch({ type: "output", output: text, grown: true });
      // To look into a text that was put together makes one piece of it.
      text.charCodeAt(0);
    }
    // 2,000 pieces would be 100 MB.
    expect(heldBytes() - before).toBeLessThan(5e6);
    expect(slow).toHaveLength(3);
  });

  it("tells onUpdate everything from the first, in order, never while something happens", async () => {
    const seen: Update[] = [];
    const handle = job({ onUpdate: (update) => void seen.push(update) });
    handle.dispatch({ type: "joining" });
    handle.dispatch(succeeded(1));
    expect(seen).toEqual([]);
    await handle.result();
    await Promise.resolve();
    expect(said(seen)).toEqual(["STARTING", "JOINING_QUEUE", "output", "FINISHED"]);
  });

  it("calls back at the end in order of registration; soon, never at once, where it has ended", async () => {
    const order: string[] = [];
    const handle = job();
    handle.addDoneCallback((given) => void order.push(given === handle ? "first" : "wrong"));
    const twice = () => void order.push("second");
    handle.addDoneCallback(twice);
    handle.addDoneCallback(twice);
    handle.dispatch(succeeded(1));
    handle.addDoneCallback(() => void order.push("late"));
    expect(order).toEqual([]);
    await Promise.resolve();
    expect(order).toEqual(["first", "second", "second", "late"]);
    expect(() => handle.addDoneCallback("x" as never)).toThrow(InvalidArgumentError);
  });

  it("lets the errors of callbacks surface as uncaught ones, and goes on", async () => {
    const uncaught: unknown[] = [];
    const theirs = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", (error) => void uncaught.push((error as Error).message));
    try {
      const handle = job({
        onUpdate: ({ type }) => {
          if (type === "output") throw new Error("onUpdate");
        },
      });
      const after = vi.fn();
      handle.addDoneCallback(() => {
        throw new Error("done");
      });
      handle.addDoneCallback(after);
      handle.dispatch(succeeded(1));
      expect(await handle.result()).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      expect(uncaught).toEqual(["onUpdate", "done"]);
      expect(after).toHaveBeenCalledOnce();
    } finally {
      process.removeAllListeners("uncaughtException");
      for (const listener of theirs) process.on("uncaughtException", listener);
    }
  });

  describe("result()", () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    it("stops waiting after its timeout; the job goes on, and nothing stays behind", async () => {
      const handle = job();
      const waiting = handle.result({ timeout: 100 }).catch((error: unknown) => error);
      await vi.advanceTimersByTimeAsync(100);
      expect(await waiting).toBeInstanceOf(TimeoutError);
      expect(await waiting).toMatchObject({ phase: "result" });
      const patient = handle.result({ timeout: 2 ** 40 });
      await vi.advanceTimersByTimeAsync(10_000);
      handle.dispatch(succeeded("x"));
      expect(await patient).toBe("x");
      expect(await handle.result({ timeout: 1 })).toBe("x");
      expect(vi.getTimerCount()).toBe(0);
    });

    it.each([{ timeout: -1 }, { timeout: Number.NaN }, { timeout: "1" }, { tiemout: 1 }, 5])("refuses %j", async (options) => {
      await expect(job().result(options as never)).rejects.toThrow(InvalidArgumentError);
    });
  });

  it("is cancelled when cancel() returns; cancelling again waits for the same, and false means that it was too late", async () => {
    let told = () => {};
    const handle: JobHandle = job({
      cancel: () => {
        handle.dispatch({ type: "cancelled", error: new CancelledError("x"), quietly: true });
        return new Promise<void>((resolve) => {
          told = resolve;
        });
      },
    });
    const cancelling = [handle.cancel(), handle.cancel()];
    expect(handle.status().code).toBe("CANCELLED");
    expect([handle.cancelled(), handle.done(), handle.running()]).toEqual([true, true, false]);
    handle.dispatch(succeeded(1));
    expect(handle.outputs()).toEqual([]);
    let answered = false;
    void Promise.all(cancelling).then(() => {
      answered = true;
    });
    await Promise.resolve();
    expect(answered).toBe(false);
    told();
    expect(await Promise.all(cancelling)).toEqual([true, true]);
    const finished = job();
    finished.dispatch(succeeded(1));
    expect(await finished.cancel()).toBe(false);
  });

  it("cancels at the end of its block, if it has not ended", async () => {
    const cancel = vi.fn(async () => {});
    await job({ cancel })[Symbol.asyncDispose]();
    expect(cancel).toHaveBeenCalledOnce();
    const finished = job({ cancel });
    finished.dispatch(succeeded(1));
    await finished[Symbol.asyncDispose]();
    expect(cancel).toHaveBeenCalledOnce();
  });

  it("raises no unhandled rejection where nobody asks", async () => {
    const unhandled = vi.fn();
    process.on("unhandledRejection", unhandled);
    const handle = job();
    handle.dispatch({ type: "failed", error: new AppError("no") });
    void handle.exception();
    void handle.updates().next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("unhandledRejection", unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });
});
