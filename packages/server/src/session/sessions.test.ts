import { afterEach, expect, test, vi } from "vitest";
import { cancelled, logLine } from "../queue/call-messages.js";
import { Sessions } from "./sessions.js";

afterEach(() => {
  vi.useRealTimers();
});

/** Sessions whose only event has ended, from one number to another. */
function finished(sessions: Sessions, from: number, to: number): void {
  for (let n = from; n < to; n++) {
    sessions.sweep();
    sessions.join(`s${n}`, `e${n}`).put(cancelled(`e${n}`));
  }
}

test("S99, S128, S204: of more than ten thousand sessions the least recently joined are forgotten, those with calls under way stay", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const sessions = new Sessions();
  sessions.join("busy", "open");
  finished(sessions, 0, 10_000);
  vi.setSystemTime(Date.now() + 2_000);
  finished(sessions, 10_000, 10_001);
  const known = (name: string) => sessions.get(name) !== undefined;
  expect(["busy", "s0", "s900", "s1100", "s10000"].map(known)).toEqual([true, false, false, true, true]);
  expect([sessions.ofEvent("e0"), sessions.ofEvent("e10000")?.hash]).toEqual([undefined, "s10000"]);
  expect([...Array(100_000).keys()].filter((n) => known(`s${n}`)).length).toBeLessThan(10_000);
});

test("S99, S204: the oldest sessions make room when all together hold too much", () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const sessions = new Sessions();
  for (let n = 0; n < 10; n++) {
    vi.setSystemTime(Date.now() + 2_000);
    finished(sessions, n, n + 1);
    sessions.get(`s${n}`)?.put(logLine(`e${n}`, "x".repeat(30 * 1024 * 1024), {}));
  }
  expect([0, 1, 2, 9].map((n) => sessions.get(`s${n}`) !== undefined)).toEqual([false, false, true, true]);
}, 20_000);
