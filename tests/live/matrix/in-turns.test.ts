import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { inTurns } from "./in-turns.js";

it("does all the work in order, so much at a time and no more", async () => {
  const begun: number[] = [];
  let running = 0;
  let most = 0;
  const work = [5, 1, 1, 1].map((ms, index) => async () => {
    begun.push(index);
    most = Math.max(most, ++running);
    await sleep(ms);
    running--;
  });
  await inTurns(2, work, new AbortController().signal);
  expect({ begun, most, running }).toEqual({ begun: [0, 1, 2, 3], most: 2, running: 0 });
});

it("begins nothing more once it is stopped, and waits for what has begun", async () => {
  const stop = new AbortController();
  const ended: string[] = [];
  const first = async () => {
    await sleep(2);
    ended.push("first");
  };
  const second = async () => stop.abort();
  await inTurns(2, [first, second, async () => void ended.push("third")], stop.signal);
  expect(ended).toEqual(["first"]);
});
