import { describe, expect, it } from "vitest";
import { Turns } from "./turns.js";

describe("Turns", () => {
  it("are taken by so many at a time, the others in the order they came", async () => {
    const turns = new Turns(2);
    const taken: number[] = [];
    const ends = await Promise.all(
      [0, 1].map(async (index) => {
        const end = await turns.take();
        taken.push(index);
        return end;
      }),
    );
    const waiting = [2, 3].map(async (index) => {
      const end = await turns.take();
      taken.push(index);
      end();
    });
    await Promise.resolve();
    expect(taken).toEqual([0, 1]);
    ends[0]?.();
    // The connection of the one that has ended is free only then.
    await Promise.resolve();
    expect(taken).toEqual([0, 1]);
    await Promise.all(waiting);
    expect(taken).toEqual([0, 1, 2, 3]);
    ends[1]?.();
    const again = await Promise.all([turns.take(), turns.take()]);
    expect(again).toHaveLength(2);
  });

  it("are left to the others by whoever gives up waiting, also at the last moment", async () => {
    const turns = new Turns(1);
    const end = await turns.take();
    const [early, late] = [new AbortController(), new AbortController()];
    const givenUp = [early, late].map(({ signal }) => turns.take(signal));
    const next = turns.take();
    early.abort(new Error("early"));
    end();
    late.abort(new Error("late"));
    await expect(givenUp[0]).rejects.toThrow("early");
    await expect(givenUp[1]).rejects.toThrow("late");
    (await next)();
    expect(await turns.take()).toBeDefined();
  });
});
