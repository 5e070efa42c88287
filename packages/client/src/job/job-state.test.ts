import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError, CancelledError, QueueFullError, TimeoutError } from "../errors.js";
import { advance, type JobEvent, type JobState, sameJson, startState, updatesOf } from "./job-state.js";
import type { Update } from "./update.js";

const T = new Date(0);
const ENDINGS: readonly string[] = ["succeeded", "failed", "cancelled"];

function run(...events: readonly JobEvent[]): { state: JobState; updates: Update[]; outputs: unknown[] } {
  let state = startState(T);
  const updates: Update[] = [];
  const outputs: unknown[] = [];
  for (const event of events) {
    const next = advance(state, event, T);
    const told = updatesOf(state, event, next);
    state = next;
    updates.push(...told);
    for (const update of told) if (update.type === "output") outputs[update.index] = update.output;
  }
  return { state, updates, outputs };
}

const output = (value: unknown): JobEvent => ({ type: "output", output: value });
const succeeded = (value: unknown): JobEvent => ({ type: "succeeded", output: value });

const value = fc.constantFrom<unknown>(null, 0, 1, "", "a", true);
const event: fc.Arbitrary<JobEvent> = fc.oneof(
  { weight: 2, arbitrary: fc.constant<JobEvent>({ type: "joining" }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant("queued" as const), rank: fc.nat(), queueSize: fc.nat(), eta: fc.constant(null) }),
  },
  { weight: 2, arbitrary: fc.constant<JobEvent>({ type: "started", eta: 2 }) },
  {
    weight: 2,
    arbitrary: fc.constant<JobEvent>({ type: "progress", units: [{ index: 1, length: 2, unit: null, progress: null, desc: null }] }),
  },
  {
    weight: 2,
    arbitrary: fc.constant<JobEvent>({
      type: "log",
      log: Object.freeze({ type: "log", level: "info", message: "m", title: null, duration: 10, visible: true }),
    }),
  },
  { weight: 2, arbitrary: fc.constant<JobEvent>({ type: "upload", progress: { name: "f", loaded: 1, total: null } }) },
  { weight: 6, arbitrary: value.map(output) },
  { weight: 1, arbitrary: value.map(succeeded) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<JobEvent>({ type: "failed", error: new AppError("x") }, { type: "failed", error: new QueueFullError("x") }),
  },
  { weight: 1, arbitrary: fc.boolean().map((quietly): JobEvent => ({ type: "cancelled", error: new CancelledError("x"), quietly })) },
);

describe("the state of a job", () => {
  it("ends exactly once, by the first ending, for good; its last output is the result; every update is frozen", () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        const { state, updates, outputs } = run(...events);
        const first = events.find(({ type }) => ENDINGS.includes(type));
        expect(state.ending !== undefined).toBe(first !== undefined);
        const ended = updates.filter((update) => update.type === "status" && update.success !== null);
        expect(ended).toHaveLength(first === undefined ? 0 : 1);
        if (first !== undefined) expect(updates.at(-1)).toBe(ended[0]);
        if (first?.type === "succeeded") {
          expect(outputs.at(-1)).toEqual(first.output);
          expect(state.last).toEqual(first.output);
        }
        expect(outputs).toHaveLength(state.count);
        expect(Object.keys(outputs)).toHaveLength(state.count); // No holes.
        expect(outputs.at(-1)).toBe(state.last);
        expect(updates.every(Object.isFrozen)).toBe(true);
        expect(state.status.success === null).toBe(state.ending === undefined);
        expect((state.status.error === null) === (state.ending === undefined || state.ending === "succeeded")).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it("counts every output before the end once, and the end's repetition not again", () => {
    expect(run(output("a"), output("ab"), succeeded("ab")).outputs).toEqual(["a", "ab"]);
    expect(run(output("a"), output("a"), succeeded("a")).outputs).toEqual(["a", "a"]);
    expect(run(succeeded("a")).outputs).toEqual(["a"]);
    expect(run(succeeded(undefined)).outputs).toEqual([undefined]);
  });

  it("takes the end's spelling where it is not the last output's: Python says nothing of 1 for true (protocol.md §4)", () => {
    const { outputs, updates } = run(output(0), output(true), succeeded(1));
    expect(outputs).toEqual([0, 1]);
    expect(updates.at(-2)).toMatchObject({ type: "output", output: 1, index: 1 });
  });

  it.each<[string, JobEvent, object]>([
    ["success", succeeded(1), { code: "FINISHED", success: true, error: null }],
    ["failure", { type: "failed", error: new TimeoutError("x", "call") }, { code: "FINISHED", success: false, error: { code: "TIMEOUT" } }],
    [
      "a full queue",
      { type: "failed", error: new QueueFullError("x") },
      { code: "QUEUE_FULL", success: false, error: { code: "QUEUE_FULL" } },
    ],
    ["an aborted signal", { type: "cancelled", error: new CancelledError("x"), quietly: false }, { code: "CANCELLED", success: false }],
    ["cancel()", { type: "cancelled", error: new CancelledError("x"), quietly: true }, { code: "CANCELLED", success: false }],
  ])("ends by %s as the contract's table says", (_, end, expected) => {
    expect(run({ type: "started", eta: 1 }, end).state.status).toMatchObject({
      ...expected,
      rank: null,
      queueSize: null,
      progressData: null,
    });
  });

  it("shows queue, estimate and trackers where they belong (users.md row 44)", () => {
    const units = [{ index: 1, length: 2, unit: "steps", progress: null, desc: null }];
    const codes = [
      run().state.status,
      run({ type: "joining" }).state.status,
      run({ type: "queued", rank: 1, queueSize: 2, eta: 3 }).state.status,
      run({ type: "started", eta: 4 }).state.status,
      run({ type: "started", eta: 4 }, { type: "progress", units }).state.status,
      run({ type: "started", eta: 4 }, { type: "progress", units }, output(1)).state.status,
    ];
    expect(codes).toMatchObject([
      { code: "STARTING", rank: null, progressData: null, success: null },
      { code: "JOINING_QUEUE" },
      { code: "IN_QUEUE", rank: 1, queueSize: 2, eta: 3 },
      { code: "PROCESSING", rank: null, queueSize: null, eta: 4 },
      { code: "PROGRESS", eta: 4, progressData: units },
      { code: "ITERATING", eta: 4, progressData: units },
    ]);
  });
});

describe("sameJson", () => {
  it("is equality of JSON, for any values", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameJson(a, structuredClone(a))).toBe(true);
        expect(sameJson(a, b)).toBe(isDeepStrictEqual(a, b));
      }),
    );
  });

  it("compares files by what the server says of them", () => {
    const file = (path: string) => ({ name: Math.random(), toJSON: () => ({ path }) });
    expect(sameJson([file("a")], [file("a")])).toBe(true);
    expect(sameJson([file("a")], [file("b")])).toBe(false);
  });
});
