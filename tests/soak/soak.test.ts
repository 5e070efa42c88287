import { AppError, ConnectionLostError, type GradioError, type Job } from "@gradio-ts/client";
import { afterEach, describe, expect, it, vi } from "vitest";
import { readArguments } from "./arguments.js";
import { breakingFetch } from "./breaking-fetch.js";
import { choose, seeded } from "./random.js";
import { Tally } from "./tally.js";

/** A job that has ended, or never does. */
function job(error: GradioError | null | "never", outputs: readonly unknown[] = []): Job {
  const end = error === "never" ? new Promise<never>(() => {}) : Promise.resolve(error ?? undefined);
  const read = async function* () {
    await end;
    yield* outputs;
  };
  return {
    exception: () => end,
    result: () => end,
    updates: read,
    done: () => error !== "never",
    outputs: () => outputs,
    status: () => ({ code: "PROCESSING", error }),
    [Symbol.asyncIterator]: read,
  } as unknown as Job;
}

describe("the soak's tally", () => {
  afterEach(() => void vi.useRealTimers());
  const right = ([told]: readonly unknown[]) => (told === "right" ? undefined : `gave ${told}`);

  it("counts right values and excused failures", async () => {
    const tally = new Tally();
    await tally.follow("a", job(null, ["right"]), right);
    await tally.follow("b", job(new ConnectionLostError("cut")), right);
    expect(tally).toMatchObject({ begun: 2, settled: 2, succeeded: 1, failed: new Map([["CONNECTION_LOST", 1]]), defects: [] });
  });

  it("complains of wrong values and of failures that no network explains", async () => {
    const tally = new Tally();
    await tally.follow("a", job(null, ["wrong"]), right);
    await tally.follow("b", job(new AppError("no")), right);
    expect(tally.defects).toEqual(["a: gave wrong", "b failed with APP_ERROR: no"]);
  });

  it("complains of what never ends, and does not count it as settled", async () => {
    vi.useFakeTimers();
    const tally = new Tally();
    const followed = tally.follow("a", job("never"), right);
    await vi.advanceTimersByTimeAsync(60_000);
    await followed;
    expect(tally).toMatchObject({ begun: 1, settled: 0, defects: ["a has not ended, and is PROCESSING"] });
  });
});

describe("the soak's network", () => {
  it("breaks nothing at first, then every request in every way, the same for the same seed", async () => {
    const walk = async () => {
      vi.stubGlobal("fetch", async () => Response.json({ text: "x".repeat(5000) }));
      const { fetch, faults, breakSome } = breakingFetch(seeded(7));
      const ask = () => fetch("http://app.test/").then((answer) => answer.text().then(() => answer.status));
      const whole = await ask();
      breakSome(1);
      for (let request = 0; request < 60; request++) await ask().catch(() => {});
      vi.unstubAllGlobals();
      return { whole, faults: [...faults] };
    };
    const { whole, faults } = await walk();
    expect(whole).toBe(200);
    expect(faults.map(([name]) => name).sort()).toEqual(
      ["refused", "answer lost", "busy for a moment", "too many requests", "an error page", "cut off", "ended early", "late"].sort(),
    );
    expect(faults.reduce((sum, [, count]) => sum + count, 0)).toBe(60);
    expect((await walk()).faults).toEqual(faults);
  });
});

it("the soak chooses by weight", () => {
  const random = seeded(1);
  const chosen = Array.from({ length: 4000 }, () =>
    choose(random, [
      [3, "often"],
      [1, "seldom"],
    ]),
  );
  const often = chosen.filter((each) => each === "often").length;
  expect(often).toBeGreaterThan(2800);
  expect(often).toBeLessThan(3200);
});

it("the soak knows its arguments", () => {
  expect(readArguments(["--minutes", "0.5", "--seed", "7", "--at-once", "3"])).toEqual({
    minutes: 0.5,
    seed: 7,
    atOnce: 3,
    url: undefined,
  });
  expect(() => readArguments(["--minutes", "none"])).toThrow("--minutes is a number above 0, not none");
  expect(() => readArguments(["--hours", "1"])).toThrow();
});
