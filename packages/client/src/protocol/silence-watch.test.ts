import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SilenceWatch } from "./silence-watch.js";

describe("SilenceWatch", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] }));
  afterEach(() => void vi.useRealTimers());

  const watched = (ask: (signal: AbortSignal) => Promise<boolean>, timeout = 60_000) => {
    const onDead = vi.fn();
    return { onDead, watch: new SilenceWatch({ timeout, ask, onDead }) };
  };

  it("asks after a time without a byte; a second answer, a moment later, means that the stream is dead", async () => {
    const ask = vi.fn(async () => true);
    const { onDead, watch } = watched(ask);
    await vi.advanceTimersByTimeAsync(50_000);
    watch.touch();
    await vi.advanceTimersByTimeAsync(59_000);
    expect(ask).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledOnce();
    expect(onDead).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(onDead).toHaveBeenCalledOnce();
    expect(onDead.mock.calls[0]?.[0]).toBeGreaterThanOrEqual(60_000);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(onDead).toHaveBeenCalledOnce();
  });

  it("takes a byte that follows the first answer, as a server sends it whose event loop was blocked, for life", async () => {
    const ask = vi.fn(async () => true);
    const { onDead, watch } = watched(ask);
    for (let times = 1; times <= 3; times++) {
      await vi.advanceTimersByTimeAsync(60_500);
      watch.touch();
      expect(ask).toHaveBeenCalledTimes(times);
    }
    expect(onDead).not.toHaveBeenCalled();
  });

  it("asks on where a server that has answered is busy again", async () => {
    const answers = [true, false, true, false, true, true];
    const ask = vi.fn(async () => answers.shift() ?? true);
    const { onDead } = watched(ask);
    await vi.advanceTimersByTimeAsync(60_000 + 4000);
    expect(onDead).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1000);
    expect(onDead).toHaveBeenCalledOnce();
  });

  it("waits for a server that is busy, but for no more than 10 minutes", async () => {
    const ask = vi.fn(() => new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 60_000)));
    const { onDead } = watched(ask);
    await vi.advanceTimersByTimeAsync(9 * 60_000);
    expect(onDead).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(onDead).toHaveBeenCalledOnce();
    expect(ask.mock.calls.length).toBeGreaterThan(5);
  });

  it("takes a byte that comes while it asks for life", async () => {
    let answer = (_: boolean) => {};
    const ask = vi.fn(
      () =>
        new Promise<boolean>((resolve) => {
          answer = resolve;
        }),
    );
    const { onDead, watch } = watched(ask);
    await vi.advanceTimersByTimeAsync(60_000);
    watch.touch();
    answer(true);
    await vi.advanceTimersByTimeAsync(59_999);
    expect(onDead).not.toHaveBeenCalled();
    expect(ask).toHaveBeenCalledOnce();
  });

  it("stops, its question too: an answer is of no interest any more", async () => {
    const ask = vi.fn((signal: AbortSignal) => new Promise<boolean>((resolve) => signal.addEventListener("abort", () => resolve(true))));
    const { onDead, watch } = watched(ask);
    await vi.advanceTimersByTimeAsync(60_000);
    watch.stop();
    await vi.advanceTimersByTimeAsync(0);
    expect(ask.mock.calls[0]?.[0].aborted).toBe(true);
    expect(onDead).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("never asks where silence may last for ever", async () => {
    const ask = vi.fn(async () => true);
    watched(ask, Number.POSITIVE_INFINITY);
    await vi.advanceTimersByTimeAsync(2 ** 31);
    expect(ask).not.toHaveBeenCalled();
  });
});
