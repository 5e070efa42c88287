import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Effect, Scheduler } from "./scheduler.js";

const starts = (effects: readonly Effect[]) => effects.filter(({ type }) => type === "start").map(({ id }) => id);

function withGroups(limits: Readonly<Record<string, number | null>>, maxRunning?: number): Scheduler {
  const scheduler = new Scheduler(maxRunning);
  for (const [group, limit] of Object.entries(limits)) scheduler.limit(group, limit);
  return scheduler;
}

describe("the scheduler", () => {
  test("tells a new call its rank, then starts it if there is a place", () => {
    const scheduler = withGroups({ a: 1 });
    expect(scheduler.join({ id: "1", group: "a", fn: 0 }, 0)).toEqual([
      { type: "estimate", id: "1", rank: 0, queueSize: 1, eta: null },
      { type: "start", id: "1", eta: null },
    ]);
    expect(scheduler.join({ id: "2", group: "a", fn: 0 }, 0)).toEqual([{ type: "estimate", id: "2", rank: 0, queueSize: 1, eta: null }]);
    expect(scheduler.waiting).toBe(1);
  });

  test("tells those that wait on before it starts the next", () => {
    const scheduler = withGroups({ a: 1 });
    for (const id of ["1", "2", "3"]) scheduler.join({ id, group: "a", fn: 0 }, 0);
    expect(scheduler.end("1", 2, 2)).toEqual([
      // Its own 2 seconds after the 2 of the one that starts now.
      { type: "estimate", id: "3", rank: 0, queueSize: 1, eta: 4 },
      { type: "start", id: "2", eta: 2 },
    ]);
  });

  test("estimates the result from run times, the work ahead shared by the places, and the wait for a place", () => {
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

  test("knows no estimate while any run time it needs is unknown", () => {
    const scheduler = withGroups({ a: 1 });
    scheduler.join({ id: "1", group: "a", fn: 0 }, 0);
    scheduler.end("1", 1, 1);
    scheduler.join({ id: "2", group: "a", fn: 1 }, 1);
    expect(scheduler.join({ id: "3", group: "a", fn: 0 }, 1)).toEqual([expect.objectContaining({ id: "3", eta: null })]);
  });

  test("does not count failed and cancelled runs as run times", () => {
    const scheduler = withGroups({ a: 1 });
    scheduler.join({ id: "1", group: "a", fn: 0 }, 0);
    scheduler.end("1", 100);
    expect(scheduler.join({ id: "2", group: "a", fn: 0 }, 100)).toContainEqual({ type: "start", id: "2", eta: null });
  });

  test("a shared group has the lowest limit of its members, and none only if all say so", () => {
    const scheduler = withGroups({ a: null });
    scheduler.limit("a", 2);
    scheduler.limit("a", 3);
    scheduler.limit("a", null);
    const started = ["1", "2", "3"].flatMap((id) => starts(scheduler.join({ id, group: "a", fn: 0 }, 0)));
    expect(started).toEqual(["1", "2"]);
  });

  test("tells those far behind at most every tenth of a second", () => {
    const scheduler = withGroups({ a: 1 });
    for (let i = 0; i < 101; i++) scheduler.join({ id: `${i}`, group: "a", fn: 0 }, 0);
    const told = (effects: readonly Effect[]) => effects.filter(({ type }) => type === "estimate").length;
    expect(told(scheduler.end("0", 1))).toBe(99);
    expect(told(scheduler.end("1", 1.01))).toBe(32);
    expect(told(scheduler.end("2", 1.11))).toBe(97);
  });

  test("a call that left the queue never starts", () => {
    const scheduler = withGroups({ a: 1 });
    for (const id of ["1", "2", "3"]) scheduler.join({ id, group: "a", fn: 0 }, 0);
    expect(scheduler.end("2", 0)).toEqual([]);
    expect(starts(scheduler.end("1", 0))).toEqual(["3"]);
  });

  test("over all groups the longest waiting goes first once the workers are all busy", () => {
    const scheduler = withGroups({ a: null, b: null }, 1);
    scheduler.join({ id: "1", group: "a", fn: 0 }, 0);
    scheduler.join({ id: "2", group: "b", fn: 1 }, 0);
    scheduler.join({ id: "3", group: "a", fn: 0 }, 0);
    expect(starts(scheduler.end("1", 0))).toEqual(["2"]);
    expect(starts(scheduler.end("2", 0))).toEqual(["3"]);
  });
});

type Step = { readonly do: "join"; readonly group: string } | { readonly do: "end"; readonly which: number; readonly counts: boolean };

const GROUPS: Readonly<Record<string, number | null>> = { one: 1, three: 3, free: null };
const MAX_RUNNING = 6;

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant("join" as const), group: fc.constantFrom(...Object.keys(GROUPS)) }),
  fc.record({ do: fc.constant("end" as const), which: fc.nat(), counts: fc.boolean() }),
);

/** What should be the case, kept in the simplest way. */
class Model {
  readonly waiting: { id: string; group: string }[] = [];
  readonly running: { id: string; group: string }[] = [];
  readonly startedOnce = new Set<string>();

  apply(effects: readonly Effect[]): void {
    for (const effect of effects) {
      const index = this.waiting.findIndex(({ id }) => id === effect.id);
      const call = this.waiting[index];
      if (call === undefined) throw new Error(`${effect.type} of ${effect.id}, which does not wait`);
      if (effect.type === "estimate") continue;
      const ahead = this.waiting.slice(0, index).filter(({ group }) => group === call.group);
      expect(ahead, "first come, first served").toEqual([]);
      expect(this.startedOnce.has(call.id)).toBe(false);
      this.startedOnce.add(call.id);
      this.waiting.splice(index, 1);
      this.running.push(call);
    }
  }

  end(id: string): void {
    for (const list of [this.waiting, this.running]) {
      const index = list.findIndex((call) => call.id === id);
      if (index >= 0) list.splice(index, 1);
    }
  }

  check(scheduler: Scheduler): void {
    expect(this.running.length).toBeLessThanOrEqual(MAX_RUNNING);
    expect(scheduler.waiting).toBe(this.waiting.length);
    for (const [group, limit] of Object.entries(GROUPS)) {
      const running = this.running.filter((call) => call.group === group).length;
      const full = running >= (limit ?? Number.POSITIVE_INFINITY);
      expect(running).toBeLessThanOrEqual(limit ?? Number.POSITIVE_INFINITY);
      const waits = this.waiting.some((call) => call.group === group);
      expect(waits && !full && this.running.length < MAX_RUNNING, "nobody waits beside a free place").toBe(false);
    }
  }
}

describe("whatever joins, ends and leaves in whatever order", () => {
  test("limits hold, each group is first come first served, every call starts at most once and none is forgotten", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const scheduler = withGroups(GROUPS, MAX_RUNNING);
        const model = new Model();
        for (const [now, one] of steps.entries()) {
          if (one.do === "join") {
            const call = { id: `${now}`, group: one.group };
            model.waiting.push(call);
            model.apply(scheduler.join({ ...call, fn: now % 4 }, now));
          } else {
            const alive = [...model.waiting, ...model.running];
            const id = alive[one.which % Math.max(alive.length, 1)]?.id ?? "unknown";
            model.end(id);
            model.apply(scheduler.end(id, now, one.counts ? 1 : undefined));
            expect(scheduler.end(id, now), "a second end does nothing").toEqual([]);
          }
          model.check(scheduler);
        }
        while (model.running.length > 0) {
          const id = model.running[0]?.id ?? "";
          model.end(id);
          model.apply(scheduler.end(id, steps.length));
        }
        expect(model.waiting).toEqual([]);
      }),
    );
  });
});
