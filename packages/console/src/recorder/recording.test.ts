import { expect, it } from "vitest";
import { STARTED } from "../run/run-state.js";
import type { Run } from "../run/runs.js";
import { startRecording, stopRecording, withRuns } from "./recording.js";

function run(id: number, state: Partial<Run["state"]> = {}): Run {
  return {
    id,
    key: `/e${id}`,
    call: `/e${id}`,
    drafts: {},
    inputs: { id },
    started: new Date(0),
    state: { ...STARTED, ...state },
    cancel: () => {},
  };
}

const done = (id: number) => run(id, { ended: true, outputs: 1, output: `output ${id}` });
const endpoints = ({ calls }: ReturnType<typeof startRecording>) => [...calls.values()].map(({ endpoint }) => endpoint);

it("keeps what was started while it went, in the order in which that was started", () => {
  const begun = startRecording([done(1)]);
  const later = withRuns(begun, [done(3), run(2), done(1)]);
  const stopped = stopRecording(later, [done(3), run(2), done(1)]);
  const all = withRuns(stopped, [done(4), done(3), done(2), done(1)]);
  expect(endpoints(all)).toEqual(["/e2", "/e3"]);
  expect(all.calls.get(2)).toEqual({ endpoint: "/e2", inputs: { id: 2 }, output: "output 2" });
});

it("keeps no call that failed or was cancelled", () => {
  const recording = withRuns(startRecording([]), [run(2, { ended: true, error: new Error("no") }), done(1)]);
  expect(endpoints(recording)).toEqual(["/e1"]);
});

it("keeps calls that the page itself no longer remembers, and is the same where nothing is new", () => {
  const recording = withRuns(startRecording([]), [done(1)]);
  expect(withRuns(recording, [done(1)])).toBe(recording);
  expect(endpoints(withRuns(recording, [done(2)]))).toEqual(["/e1", "/e2"]);
});
