import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Bytes in use, with all garbage collected. */
export async function heapSize(): Promise<number> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // What closes takes a moment.
  await sleep(1500);
  for (let times = 0; times < 3; times++) {
    collect();
    await sleep(20);
  }
  return process.memoryUsage().heapUsed;
}
