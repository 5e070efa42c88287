import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Effect, Scheduler } from "./scheduler.js";

const starts = (effects: readonly Effect[]) => effects.flatMap((effect) => (effect.type === "start" ? effect.ids : []));

function withGroups(limits: Readonly<Record<string, number | null>>, maxRunning?: number): Scheduler {
  const scheduler = new Scheduler(maxRunning);
  for (const [group, limit] of Object.entries(limits)) scheduler.limit(group, limit);
  return scheduler;
}

describe("the scheduler", () => {
  test("S82, S84: tells a new call its rank, then starts it if there is a place", () => {
    const scheduler = withGroups({ a: 1 });
    expect(scheduler.join({ id: "1", group: "a", fn: 0 }, 0)).toEqual([
      { type: "estimate", id: "1", rank: 0, queueSize: 1, eta: null },
      { type: "start", ids: ["1"], eta: null },
    ]);
    expect(scheduler.join({ id: "2", group: "a", fn: 0 }, 0)).toEqual([{ type: "estimate", id: "2", rank: 0, queueSize: 1, eta: null }]);
    expect(scheduler.waiting).toBe(1);
  });

  test("S83, S84: tells those that wait on before it starts the next", () => {
    const scheduler = withGroups({ a: 1 });
    for (const id of ["1", "2", "3"]) scheduler.join({ id, group: "a", fn: 0 }, 0);
    expect(scheduler.end("1", 2, 2)).toEqual([
      // Its own 2 seconds after the 2 of the one that starts now.
      { type: "estimate", id: "3", rank: 0, queueSize: 1, eta: 4 },
      { type: "start", ids: ["2"], eta: 2 },
    ]);
  });

  test("S85: estimates the result from run times, the work ahead shared by the places, and the wait for a place", () => {
    const scheduler = withGroups({ a: 2 });
    for (const id of ["1", "2"]) scheduler.join({ id, group: "a", fn: 0 }, 0);
    scheduler.end("1", 4, 4);
    scheduler.end("2", 4, 4);
    scheduler.join({ id: "3", group: "a", fn: 0 }, 10);
    scheduler.join({ id: "4", group: "a", fn: 0 }, 11);
    scheduler.join({ id: "5", group: "a", fn: 0 }, 12);
    // A place at 14, then 4 for the one before by two places, then its own 4.
    expect(scheduler.join({ id: "6", group: "a", fn: 0 }, 12)).toEqual([
      { type: "estimate", id: "6", rank: 1, queueSize: 2, eta: 2 + 2 + 4 },
    ]);
  });

  test("S85, S86: knows no estimate while any run time it needs is unknown", () => {
    const scheduler = withGroups({ a: 1 });
    scheduler.join({ id: "1", group: "a", fn: 0 }, 0);
    scheduler.end("1", 1, 1);
    scheduler.join({ id: "2", group: "a", fn: 1 }, 1);
    expect(scheduler.join({ id: "3", group: "a", fn: 0 }, 1)).toEqual([expect.objectContaining({ id: "3", eta: null })]);
  });

  test("S86: does not count failed and cancelled runs as run times", () => {
    const scheduler = withGroups({ a: 1 });
    scheduler.join({ id: "1", group: "a", fn: 0 }, 0);
    scheduler.end("1", 100);
    expect(scheduler.join({ id: "2", group: "a", fn: 0 }, 100)).toContainEqual({ type: "start", ids: ["2"], eta: null });
  });

  test("S81: a shared group has the lowest limit of its members, and none only if all say so", () => {
    const scheduler = withGroups({ a: null });
    scheduler.limit("a", 2);
    scheduler.limit("a", 3);
    scheduler.limit("a", null);
    const started = ["1", "2", "3"].flatMap((id) => starts(scheduler.join({ id, group: "a", fn: 0 }, 0)));
    expect(started).toEqual(["1", "2"]);
  });

  test("S84: at each start tells everybody who still waits, however many they are and however quickly starts follow each other", () => {
    const scheduler = withGroups({ a: 1 });
    for (let i = 0; i <= 1_000; i++) scheduler.join({ id: `${i}`, group: "a", fn: 0 }, 0);
    for (let started = 1; started <= 3; started++) {
      const effects = scheduler.end(`${started - 1}`, started / 1_000);
      const told = effects.flatMap((effect) => (effect.type === "estimate" ? [[effect.id, effect.rank]] : []));
      expect(told).toEqual(Array.from({ length: 1_000 - started }, (_, rank) => [`${started + 1 + rank}`, rank]));
    }
  });

  test("S92: a call that left the queue never starts", () => {
    const scheduler = withGroups({ a: 1 });
    for (const id of ["1", "2", "3"]) scheduler.join({ id, group: "a", fn: 0 }, 0);
    expect(scheduler.end("2", 0)).toEqual([]);
    expect(starts(scheduler.end("1", 0))).toEqual(["3"]);
  });

  test("S82: runs forty at once over all groups, whatever their limits", () => {
    const scheduler = new Scheduler();
    for (const group of ["a", "b"]) scheduler.limit(group, null);
    const started = Array.from({ length: 50 }, (_, n) => starts(scheduler.join({ id: `${n}`, group: n % 2 ? "a" : "b", fn: 0 }, 0)));
    expect(started.flat()).toEqual(Array.from({ length: 40 }, (_, n) => `${n}`));
    expect(starts(scheduler.end("7", 1))).toEqual(["40"]);
  });

  test("S82: over all groups the longest waiting goes first once the workers are all busy", () => {
    const scheduler = withGroups({ a: null, b: null }, 1);
    scheduler.join({ id: "1", group: "a", fn: 0 }, 0);
    scheduler.join({ id: "2", group: "b", fn: 1 }, 0);
    scheduler.join({ id: "3", group: "a", fn: 0 }, 0);
    expect(starts(scheduler.end("1", 0))).toEqual(["2"]);
    expect(starts(scheduler.end("2", 0))).toEqual(["3"]);
  });
});

type Step =
  | { readonly do: "join"; readonly group: string; readonly fn: number }
  | { readonly do: "end"; readonly which: number; readonly counts: boolean };
interface Known {
  readonly id: string;
  readonly group: string;
  readonly fn: number;
}

const GROUPS: Readonly<Record<string, number | null>> = { one: 1, three: 3, free: null };
const MAX_RUNNING = 6;
/** By function: the others run alone. */
const BATCHES: Readonly<Record<number, number>> = { 2: 2, 3: 4 };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("join" as const), group: fc.constantFrom(...Object.keys(GROUPS)), fn: fc.nat(3) }),
  fc.record({ do: fc.constant("end" as const), which: fc.nat(), counts: fc.boolean() }),
);

/** What should be the case, kept in the simplest way. */
class Model {
  readonly waiting: Known[] = [];
  /** Runs, each with those of its calls that have not ended. */
  runs: Known[][] = [];

  get alive(): Known[] {
    return [...this.waiting, ...this.runs.flat()];
  }

  join(call: Known, effects: readonly Effect[]): void {
    this.waiting.push(call);
    const [first, ...others] = effects;
    const queue = this.#queueOf(call);
    expect(first, "the new call is told its rank").toMatchObject({ id: call.id, rank: queue.length - 1, queueSize: queue.length });
    this.apply(others);
  }

  /** Before each start everybody who will still wait for the same places is told, in order. */
  apply(effects: readonly Effect[]): void {
    for (let from = 0; from < effects.length; ) {
      const to = effects.findIndex(({ type }, index) => index >= from && type === "start");
      const started = this.#start(effects[to] as Extract<Effect, { type: "start" }>);
      const queue = this.#queueOf(started);
      const told = queue.map(({ id }, rank) => expect.objectContaining({ type: "estimate", id, rank, queueSize: queue.length }));
      expect(effects.slice(from, to), "all that still wait are told their ranks").toEqual(told);
      from = to + 1;
    }
  }

  #start({ ids }: Extract<Effect, { type: "start" }>): Known {
    const first = this.waiting.find(({ id }) => id === ids[0]) as Known;
    expect(first, "who ended never starts, who started never starts again").toBeDefined();
    expect(this.#queueOf(first)[0], "first come, first served").toBe(first);
    const sameFunction = this.#queueOf(first).filter(({ fn }) => fn === first.fn);
    expect(ids, "a batch takes what waits of its function").toEqual(sameFunction.slice(0, BATCHES[first.fn] ?? 1).map(({ id }) => id));
    this.runs.push(ids.map((id) => this.waiting.splice(this.#indexOf(id), 1)[0] as Known));
    return first;
  }

  #indexOf(id: string): number {
    return this.waiting.findIndex((call) => call.id === id);
  }

  #queueOf({ group }: Known): Known[] {
    return this.waiting.filter((call) => call.group === group);
  }

  end(id: string): void {
    const waits = this.#indexOf(id);
    if (waits >= 0) this.waiting.splice(waits, 1);
    this.runs = this.runs.map((run) => run.filter((call) => call.id !== id)).filter((run) => run.length > 0);
  }

  check(scheduler: Scheduler): void {
    expect(this.runs.length).toBeLessThanOrEqual(MAX_RUNNING);
    expect(scheduler.waiting).toBe(this.waiting.length);
    for (const [group, limit] of Object.entries(GROUPS)) {
      const running = this.runs.filter((run) => run[0]?.group === group).length;
      const full = running >= (limit ?? Number.POSITIVE_INFINITY);
      expect(running).toBeLessThanOrEqual(limit ?? Number.POSITIVE_INFINITY);
      const waits = this.waiting.some((call) => call.group === group);
      expect(waits && !full && this.runs.length < MAX_RUNNING, "nobody waits beside a free place").toBe(false);
    }
  }
}

describe("whatever joins, ends and leaves in whatever order", () => {
  test("S80, S81, S82, S83, S84, S88: limits hold, each group is first come first served, ranks are right, every call starts at most once and none is lost", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: "max" }), (steps) => {
        const scheduler = withGroups(GROUPS, MAX_RUNNING);
        const model = new Model();
        for (const [now, one] of steps.entries()) {
          if (one.do === "join") {
            const call = { id: `${now}`, group: one.group, fn: one.fn };
            model.join(call, scheduler.join({ ...call, batch: BATCHES[one.fn] }, now));
          } else {
            const { alive } = model;
            const id = alive[one.which % Math.max(alive.length, 1)]?.id ?? "unknown";
            model.end(id);
            model.apply(scheduler.end(id, now, one.counts ? 1 : undefined));
            expect(scheduler.end(id, now), "a second end does nothing").toEqual([]);
          }
          model.check(scheduler);
        }
        while (model.runs.length > 0) {
          const id = model.runs[0]?.[0]?.id ?? "";
          model.end(id);
          model.apply(scheduler.end(id, steps.length));
        }
        expect(model.waiting).toEqual([]);
      }),
    );
  });
});
