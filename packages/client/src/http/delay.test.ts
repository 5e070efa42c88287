import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { delay, idleTimer, startTimer } from "./delay.js";

describe("timers", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each([startTimer, idleTimer])("%o of more than 24 days is never, not at once", (start) => {
    const callback = vi.fn();
    start(callback, 2 ** 31);
    start(callback, Number.POSITIVE_INFINITY);
    vi.advanceTimersByTime(2 ** 31);
    expect(callback).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("stop", () => {
    const callback = vi.fn();
    startTimer(callback, 10)();
    idleTimer(callback, 10)();
    vi.advanceTimersByTime(20);
    expect(callback).not.toHaveBeenCalled();
  });

  it("a delay ends with its time, or with the signal's reason; nothing stays behind", async () => {
    const controller = new AbortController();
    const short = delay(10, controller.signal);
    await vi.advanceTimersByTimeAsync(10);
    await expect(short).resolves.toBeUndefined();
    const long = delay(1000, controller.signal);
    controller.abort("enough");
    await expect(long).rejects.toBe("enough");
    await expect(delay(1000, controller.signal)).rejects.toBe("enough");
    expect(vi.getTimerCount()).toBe(0);
  });
});
