import type { Update } from "@gradio-ts/client";
import { expect, it } from "vitest";
import { afterUpdate, STARTED } from "./run-state.js";

const after = (...updates: readonly object[]) =>
  updates.reduce<typeof STARTED>((state, update) => afterUpdate(state, update as Update), STARTED);

it("keeps the newest status and output, how many there were, and each file's upload", () => {
  const status = { type: "status", code: "ITERATING" };
  const state = after(
    { type: "upload", name: "a", loaded: 1, total: 2 },
    { type: "upload", name: "a", loaded: 2, total: 2 },
    status,
    { type: "output", output: "x", index: 0 },
    { type: "output", output: "y", index: 1 },
  );
  expect(state).toMatchObject({ status, output: "y", outputs: 2, uploads: { a: { loaded: 2 } } });
});

it("keeps the last 500 lines of a log", () => {
  const { logs } = after(...Array.from({ length: 600 }, (_, index) => ({ type: "log", message: String(index) })));
  expect([logs.length, logs[0]?.message, logs.at(-1)?.message]).toEqual([500, "100", "599"]);
});
