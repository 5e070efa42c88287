import { expect, it, vi } from "vitest";
import { type HeardCall, Recording } from "./recording.js";

const call = (fn: number): HeardCall => ({ fn, data: [], clicked: false });

it("keeps calls in the order they were made, whenever they end", () => {
  const recording = new Recording(() => {});
  recording.call("a", call(1));
  recording.call("b", call(2));
  recording.call("c", call(3));
  recording.end("b", { kind: "done", data: ["two"] });
  recording.end("a", { kind: "cancelled" });
  expect(recording.entries.map(({ fn, outcome }) => [fn, outcome.kind])).toEqual([
    [1, "cancelled"],
    [2, "done"],
    [3, "running"],
  ]);
});

it("hears an end that comes before its call, and of several the first", () => {
  const ended = vi.fn();
  const recording = new Recording(ended);
  recording.end("a", { kind: "done", data: [1] });
  recording.end("a", { kind: "failed", message: "late" });
  expect(ended).not.toHaveBeenCalled();
  recording.call("a", call(1));
  expect(ended).toHaveBeenCalledOnce();
  expect(recording.entries).toEqual([{ ...call(1), outcome: { kind: "done", data: [1] } }]);
});
