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
    await Promise.all(waiting);
    expect(taken).toEqual([0, 1, 2, 3]);
    ends[1]?.();
    const again = await Promise.all([turns.take(), turns.take()]);
    expect(again).toHaveLength(2);
  });
});
