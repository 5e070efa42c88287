import { CancelledError } from "@gradio-ts/client";
import { expect, it } from "vitest";
import { STARTED } from "./run-state.js";
import { progressText, statusText, statusWord } from "./status-text.js";

const status = (more: object) => ({ ...STARTED, status: { code: "PROCESSING", rank: null, eta: null, ...more } as never });

it.each([
  [STARTED, "Submitting"],
  [status({ code: "JOINING_QUEUE" }), "joining queue"],
  [status({ code: "IN_QUEUE", rank: 2, eta: 3.21 }), "In the queue, 2 ahead, about 3.2 s"],
  [status({ code: "IN_QUEUE", rank: 0, eta: 42.4 }), "In the queue, 0 ahead, about 42 s"],
  [status({ code: "IN_QUEUE" }), "In the queue"],
  [status({ eta: 0 }), "Running, about 0.0 s"],
  [{ ...status({ code: "ITERATING" }), outputs: 1 }, "Running, 1 output so far"],
  [{ ...STARTED, ended: true }, "Finished"],
  [{ ...STARTED, ended: true, error: new Error("no") }, "Failed"],
  [{ ...STARTED, ended: true, error: new CancelledError("") }, "Cancelled"],
])("says how a call stands: %j", (state, text) => {
  expect(statusText(state)).toBe(text);
  // What is read out is the beginning of it.
  expect(text.startsWith(statusWord(state))).toBe(true);
});

it.each([
  [{ desc: "book", index: 1, length: 2, unit: "pages", progress: null }, "book: 1/2 pages"],
  [{ desc: null, index: 3, length: null, unit: null, progress: null }, "3 steps"],
  [{ desc: "painting", index: null, length: null, unit: "steps", progress: 0.25 }, "painting: 25 %"],
  [{ desc: null, index: null, length: null, unit: null, progress: null }, ""],
])("says how far a tracker is: %j", (tracker, text) => {
  expect(progressText(tracker as never)).toBe(text);
});
