import { describe, expect, it, vi } from "vitest";
import { GrowingIterator } from "./growing-iterator.js";

/** An iterator over what the test puts in. */
function growing() {
  const values: string[] = [];
  let end: (() => IteratorResult<string, undefined>) | undefined;
  let next = 0;
  const detach = vi.fn();
  const iterator: GrowingIterator<string> = new GrowingIterator<string>(() => {
    const value = values[next];
    if (value === undefined) return end?.();
    next++;
    return { done: false, value };
  }, detach);
  const finish = (how: () => IteratorResult<string, undefined> = () => ({ done: true, value: undefined })) => {
    end = how;
    iterator.wake();
  };
  const grow = (...more: readonly string[]) => {
    values.push(...more);
    iterator.wake();
  };
  return { iterator, grow, finish, detach };
}

const DONE = { done: true, value: undefined };

describe("GrowingIterator", () => {
  it("gives what is there, and waits for what is not", async () => {
    const { iterator, grow, finish } = growing();
    grow("a");
    expect(await iterator.next()).toEqual({ done: false, value: "a" });
    const waiting = iterator.next();
    grow("b");
    expect(await waiting).toEqual({ done: false, value: "b" });
    finish();
    expect(await iterator.next()).toEqual(DONE);
    expect(await iterator.next()).toEqual(DONE);
  });

  it("answers several next() at once in order", async () => {
    const { iterator, grow, finish } = growing();
    const waiting = [iterator.next(), iterator.next(), iterator.next(), iterator.next()];
    grow("a", "b");
    grow("c");
    finish();
    expect(await Promise.all(waiting)).toEqual([..."abc"].map((value) => ({ done: false, value })).concat(DONE as never));
  });

  it("throws its end once, after everything that came before; whoever asks further is at the end", async () => {
    const { iterator, grow, finish } = growing();
    const waiting = [iterator.next(), iterator.next(), iterator.next()];
    grow("a");
    finish(() => {
      throw new Error("broken");
    });
    const settled = await Promise.allSettled(waiting);
    expect(settled).toMatchObject([{ value: { value: "a" } }, { reason: { message: "broken" } }, { value: DONE }]);
    expect(await iterator.next()).toEqual(DONE);
  });

  it("ends by return(), and with it whoever waits", async () => {
    const { iterator, grow, detach } = growing();
    const waiting = [iterator.next(), iterator.next()];
    expect(await iterator.return()).toEqual(DONE);
    expect(await Promise.all(waiting)).toEqual([DONE, DONE]);
    grow("late");
    expect(await iterator.next()).toEqual(DONE);
    await iterator.return();
    expect(detach).toHaveBeenCalledOnce();
  });

  it("detaches when a loop is left, and at its end", async () => {
    const left = growing();
    left.grow("a", "b");
    for await (const value of left.iterator) if (value === "a") break;
    expect(left.detach).toHaveBeenCalledOnce();
    const ended = growing();
    ended.finish();
    for await (const _ of ended.iterator) expect.fail();
    expect(ended.detach).toHaveBeenCalledOnce();
  });
});
