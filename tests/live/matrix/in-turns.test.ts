import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { inTurns } from "./in-turns.js";

it("does the work for all items in order, so many at a time and no more", async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = async (ms: number) => {
    begun.push(ms);
    most = Math.max(most, ++running);
    await sleep(ms);
    running--;
  };
  await inTurns(2, [8, 1, 2, 3], work, new AbortController().signal);
  expect({ begun, most, running }).toEqual({ begun: [8, 1, 2, 3], most: 2, running: 0 });
});

it("begins nothing more once it is stopped, and waits for what has begun", async () => {
  const stop = new AbortController();
  const ended: string[] = [];
  const work = async (item: string) => {
    if (item === "stop") return stop.abort();
    await sleep(2);
    ended.push(item);
  };
  await inTurns(2, ["first", "stop", "third"], work, stop.signal);
  expect(ended).toEqual(["first"]);
});
