import { describe, expect, it, vi } from "vitest";
import { AppError, CancelledError, type GradioError, InvalidArgumentError } from "../errors.js";
import type { Job } from "./job.js";
import { type MapSpec, mapRows } from "./map-rows.js";

/** A call whose end the test decides. */
interface Running {
  readonly inputs: unknown;
  readonly succeed: (output: unknown) => void;
  readonly fail: (error: GradioError) => void;
  cancelled: boolean;
}

function deferred<T>() {
  let resolve = (_: T): void => {};
  let reject = (_: unknown): void => {};
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  return { promise, resolve, reject };
}

function start(rows: MapSpec["rows"], options: Partial<MapSpec> = {}) {
  const running: Running[] = [];
  const end = vi.fn();
  const call = (inputs: unknown): Job => {
    const { promise, resolve, reject } = deferred<unknown>();
    const one: Running = { inputs, succeed: resolve, fail: reject, cancelled: false };
    running.push(one);
    const cancel = async () => {
      one.cancelled = true;
      reject(new CancelledError("The job was cancelled."));
      return true;
    };
    return { result: () => promise, cancel } as unknown as Job;
  };
  const results = mapRows({ rows, concurrency: 2, ordered: true, inputs: (row) => row, call, signals: [], end, ...options });
  return { running, results, end };
}

/** All that is ready has happened. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Rows that tell how many were taken, and whether they were given back. */
function counted(length: number) {
  const seen = { read: 0, closed: 0 };
  async function* rows() {
    try {
      for (let row = 0; row < length; row++) {
        seen.read++;
        yield row;
      }
    } finally {
      seen.closed++;
    }
  }
  return { seen, rows: rows() };
}

const indices = (results: readonly IteratorResult<{ readonly index: number }, undefined>[]) => results.map(({ value }) => value?.index);

describe("mapRows", () => {
  it("gives each row's outcome, frozen, with the row and its place", async () => {
    const rows = [{ a: 1 }, { a: 2 }];
    const { results, running } = start(rows, { inputs: (row, index) => [row, index] });
    const [first, second] = [results.next(), results.next()];
    await settled();
    expect(running.map(({ inputs }) => inputs)).toEqual(rows.map((row, index) => [row, index]));
    running[0]?.succeed("one");
    const error = new AppError("no");
    running[1]?.fail(error);
    expect(await first).toEqual({ done: false, value: { status: "fulfilled", index: 0, input: rows[0], output: "one" } });
    expect(await second).toEqual({ done: false, value: { status: "rejected", index: 1, input: rows[1], error } });
    expect((await first).value?.input).toBe(rows[0]);
    expect(Object.isFrozen((await first).value)).toBe(true);
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  it("does nothing before the first result is asked for", async () => {
    const { seen, rows } = counted(3);
    const { running } = start(rows);
    await settled();
    expect([seen.read, running.length]).toEqual([0, 0]);
  });

  it("runs so many calls at once and no more, and reads no row before there is room for it", async () => {
    const { seen, rows } = counted(9);
    const { results, running } = start(rows, { concurrency: 3 });
    const first = results.next();
    await settled();
    expect([seen.read, running.length]).toEqual([3, 3]);
    for (const one of running) one.succeed("x");
    await first;
    await settled();
    // One result taken makes room for one row; two are held unread.
    expect([seen.read, running.length]).toEqual([4, 4]);
    running[3]?.succeed("x");
    await settled();
    expect(seen.read).toBe(4);
    await results.next();
    await settled();
    expect(seen.read).toBe(5);
  });

  it("keeps the order of the rows, or gives what is done first", async () => {
    for (const ordered of [true, false]) {
      const { results, running } = start([0, 1, 2], { concurrency: 3, ordered });
      const taken = [results.next(), results.next(), results.next()];
      await settled();
      for (const index of [2, 0, 1]) {
        running[index]?.succeed("x");
        await settled();
      }
      expect(indices(await Promise.all(taken))).toEqual(ordered ? [0, 1, 2] : [2, 0, 1]);
    }
  });

  it("lets 5,000 quick rows pass a slow one, where order is of no matter", async () => {
    const { results, running } = start(
      Array.from({ length: 5001 }, (_, row) => row),
      { ordered: false },
    );
    let first = results.next();
    await settled();
    for (let quick = 1; quick <= 5000; quick++) {
      await vi.waitFor(() => expect(running.length).toBeGreaterThan(quick), { interval: 1 });
      running[quick]?.succeed(quick);
      expect((await first).value?.index).toBe(quick);
      first = results.next();
    }
    running[0]?.succeed("slow");
    expect((await first).value).toMatchObject({ index: 0, output: "slow" });
    expect((await results.next()).done).toBe(true);
  });

  it("takes rows of any iterable as they are", async () => {
    const promised = Promise.resolve("not waited for");
    for (const rows of [[promised], new Set([promised]), new Map([[promised, 1]]).keys()]) {
      const { results, running } = start(rows);
      const first = results.next();
      await settled();
      expect(running[0]?.inputs).toBe(promised);
      running[0]?.succeed("x");
      await first;
    }
    const { results, running } = start("ab");
    void results.next();
    await settled();
    expect(running.map(({ inputs }) => inputs)).toEqual(["a", "b"]);
  });

  it("ends at once without rows", async () => {
    const { results, end } = start([]);
    expect(await results.next()).toEqual({ done: true, value: undefined });
    expect(end).toHaveBeenCalledOnce();
  });

  it("makes a result of inputs that do not fit", async () => {
    const error = new InvalidArgumentError("no", "a");
    const call = () => {
      throw error;
    };
    const { results } = start(["x", "y"], { call });
    expect(await results.next()).toMatchObject({ value: { status: "rejected", index: 0, input: "x", error } });
    expect(await results.next()).toMatchObject({ value: { status: "rejected", index: 1 } });
    expect((await results.next()).done).toBe(true);
  });

  it("throws what the rows throw, once, after the results of those already read", async () => {
    const error = new Error("no more");
    function* rows() {
      yield "a";
      throw error;
    }
    for (const ordered of [true, false]) {
      const { results, running, end } = start(rows(), { ordered });
      const [first, second] = [results.next(), results.next()];
      await settled();
      running[0]?.succeed("x");
      expect((await first).value).toMatchObject({ input: "a", status: "fulfilled" });
      await expect(second).rejects.toBe(error);
      expect((await results.next()).done).toBe(true);
      expect(end).toHaveBeenCalledOnce();
    }
  });

  it("throws what makes no inputs of a row, likewise, and gives the rows back", async () => {
    const { seen, rows } = counted(5);
    const error = new InvalidArgumentError("my own", "x");
    const inputs = (row: unknown) => {
      if (row === 1) throw error;
      return row;
    };
    const { results, running } = start(rows, { inputs });
    const first = results.next();
    await settled();
    running[0]?.succeed("x");
    expect((await first).value).toMatchObject({ index: 0, status: "fulfilled" });
    await expect(results.next()).rejects.toBe(error);
    await settled();
    expect(seen).toEqual({ read: 2, closed: 1 });
    expect(running).toHaveLength(1);
  });

  it("throws what is no failure of a call", async () => {
    const error = new TypeError("a getter of the row");
    const call = () => {
      throw error;
    };
    await expect(start(["x"], { call }).results.next()).rejects.toBe(error);
  });

  it("throws what the rows throw before the first", async () => {
    const error = new Error("no iterator");
    const rows = {
      [Symbol.iterator](): Iterator<unknown> {
        throw error;
      },
    };
    await expect(start(rows).results.next()).rejects.toBe(error);
  });

  it("ends what runs and gives the rows back, when the loop is left", async () => {
    const { seen, rows } = counted(9);
    const { results, running, end } = start(rows, { concurrency: 3 });
    const first = results.next();
    await settled();
    running[0]?.succeed("x");
    await first;
    await settled();
    expect(await results.return?.()).toEqual({ done: true, value: undefined });
    expect(running.map(({ cancelled }) => cancelled)).toEqual([false, true, true, true]);
    expect(seen).toEqual({ read: 4, closed: 1 });
    expect(end).toHaveBeenCalledOnce();
    expect((await results.next()).done).toBe(true);
    await settled();
    expect(running).toHaveLength(4);
  });

  it("is left at once, though the next row never comes, and calls for none that comes later", async () => {
    const late = deferred<IteratorResult<unknown>>();
    const closed = vi.fn(() => Promise.reject(new Error("unheard")));
    const { results, running } = start({ [Symbol.asyncIterator]: () => ({ next: () => late.promise, return: closed }) });
    const waiting = results.next();
    await results.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(closed).toHaveBeenCalledOnce();
    late.resolve({ done: false, value: "late" });
    await settled();
    expect(running).toEqual([]);
  });

  it("tells who leaves the loop what closing the rows throws", async () => {
    const error = new Error("cannot be closed");
    const rows = {
      [Symbol.iterator]: () => ({
        next: () => ({ done: false, value: 1 }),
        return(): never {
          throw error;
        },
      }),
    };
    const { results, running } = start(rows);
    const first = results.next();
    await settled();
    running[0]?.succeed("x");
    await first;
    await expect(results.return?.()).rejects.toBe(error);
  });

  it("throws CancelledError with the signal's reason when that aborts, and ends what runs", async () => {
    const { seen, rows } = counted(9);
    const controller = new AbortController();
    const { results, running, end } = start(rows, { signals: [undefined, controller.signal] });
    const [first, second, third] = [results.next(), results.next(), results.next()];
    await settled();
    running[1]?.succeed("held, and not wanted any more");
    await settled();
    const reason = new Error("user left");
    controller.abort(reason);
    await expect(first).rejects.toMatchObject({ code: "CANCELLED", cause: reason });
    expect([await second, await third]).toEqual([
      { done: true, value: undefined },
      { done: true, value: undefined },
    ]);
    await settled();
    expect(running.map(({ cancelled }) => cancelled)).toEqual([true, false]);
    expect(seen).toEqual({ read: 2, closed: 1 });
    expect(end).toHaveBeenCalledOnce();
  });

  it("ends what runs at once when the signal aborts while nobody waits, and throws it to the next who asks", async () => {
    const controller = new AbortController();
    const { results, running } = start([1, 2, 3], { signals: [controller.signal] });
    const first = results.next();
    await settled();
    running[0]?.succeed("x");
    await first;
    controller.abort();
    expect(running[1]?.cancelled).toBe(true);
    await expect(results.next()).rejects.toThrow(CancelledError);
    expect((await results.next()).done).toBe(true);
  });

  it("calls for no row whose making ended it", async () => {
    const controller = new AbortController();
    const inputs = () => controller.abort();
    const { results, running } = start([1, 2], { inputs, signals: [controller.signal] });
    await expect(results.next()).rejects.toThrow(CancelledError);
    await settled();
    expect(running).toEqual([]);
  });

  it("reads nothing for a signal that has aborted before", async () => {
    const { seen, rows } = counted(9);
    const { results } = start(rows, { signals: [AbortSignal.abort()] });
    await expect(results.next()).rejects.toThrow(CancelledError);
    expect(seen.read).toBe(0);
  });

  it("is not touched by a signal that aborts after its end", async () => {
    const controller = new AbortController();
    const asked = vi.spyOn(controller.signal, "reason", "get");
    const { results, end } = start([], { signals: [controller.signal] });
    await results.next();
    controller.abort();
    expect(asked).not.toHaveBeenCalled();
    expect((await results.next()).done).toBe(true);
    expect(end).toHaveBeenCalledOnce();
  });
});
