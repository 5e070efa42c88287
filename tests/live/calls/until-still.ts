import { setTimeout as sleep } from "node:timers/promises";
import { journal } from "./journal.js";

/** Longer than what a busy server takes to hear of a cancel, shorter than a function goes on that is not cancelled. */
const PATIENCE = 5_000;
/** Longer than a step of the functions. */
const PAUSE = 500;

/** What the functions under some labels have noted, once they note nothing more. @throws Error if they go on. */
export async function untilStill(url: string, labels: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const read = () => Promise.all(labels.map((label) => journal(url, label)));
  const end = Date.now() + PATIENCE;
  for (let before = await read(); ; ) {
    await sleep(PAUSE);
    const after = await read();
    if (JSON.stringify(after) === JSON.stringify(before)) return after;
    if (Date.now() > end) throw new Error(`The functions go on: ${JSON.stringify(after)}`);
    before = after;
  }
}
