import { describe, expect, it } from "vitest";
import type { Session } from "./session.js";
import { SessionPool } from "./session-pool.js";

function pool() {
  const retired: number[] = [];
  let opened = 0;
  const open = () => {
    const number = ++opened;
    return { retire: () => void retired.push(number) } as unknown as Session;
  };
  return { pool: new SessionPool(open), retired, opened: () => opened };
}

describe("SessionPool", () => {
  it("opens a session only where none is free", () => {
    const { pool: sessions, opened, retired } = pool();
    const [first, second] = [sessions.take(), sessions.take()];
    expect([opened(), first === second]).toEqual([2, false]);
    sessions.giveBack(first, true);
    expect(sessions.take()).toBe(first);
    expect([opened(), retired]).toEqual([2, []]);
  });

  it("gives nobody a session that is not as good as a new one", () => {
    const { pool: sessions, retired } = pool();
    const first = sessions.take();
    sessions.giveBack(first, false);
    expect(retired).toEqual([1]);
    expect(sessions.take()).not.toBe(first);
  });

  it("retires what is free when it closes, and what is in use when that comes back", () => {
    const { pool: sessions, retired } = pool();
    const [first, second] = [sessions.take(), sessions.take()];
    sessions.giveBack(first, true);
    sessions.close();
    expect(retired).toEqual([1]);
    sessions.giveBack(second, true);
    expect(retired).toEqual([1, 2]);
  });
});
