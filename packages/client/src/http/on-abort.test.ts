import { describe, expect, it, vi } from "vitest";
import { onAbort } from "./on-abort.js";

describe("onAbort", () => {
  it("calls back once, when the signal aborts", () => {
    const controller = new AbortController();
    const callback = vi.fn();
    onAbort(controller.signal, callback);
    expect(callback).not.toHaveBeenCalled();
    controller.abort();
    controller.abort();
    expect(callback).toHaveBeenCalledOnce();
  });

  it("calls back at once, if it has", () => {
    const callback = vi.fn();
    onAbort(AbortSignal.abort(), callback);
    expect(callback).toHaveBeenCalledOnce();
  });

  it("forgets one of several, and never calls without a signal", () => {
    const controller = new AbortController();
    const callback = vi.fn();
    onAbort(undefined, callback)();
    onAbort(controller.signal, callback);
    onAbort(controller.signal, callback)();
    controller.abort();
    expect(callback).toHaveBeenCalledOnce();
  });

  it("puts one listener on a signal, however many calls share it: Node warns of more than ten", async () => {
    const warned = vi.fn();
    process.on("warning", warned);
    const { signal } = new AbortController();
    const added = vi.spyOn(signal, "addEventListener");
    for (let call = 0; call < 100; call++) onAbort(signal, () => {});
    await new Promise((resolve) => setTimeout(resolve, 5));
    process.off("warning", warned);
    expect(added).toHaveBeenCalledOnce();
    expect(warned).not.toHaveBeenCalled();
  });
});
