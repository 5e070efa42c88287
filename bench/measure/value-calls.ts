import type { Connected } from "../subjects/subject.js";
import { collectGarbage, peak, resetPeak } from "./peak.js";
import { Sightings } from "./sightings.js";
import type { ValueCost, ValueTask } from "./task.js";

/** Does a {@link ValueTask}. `value_calls.py` is the same in Python. */
export async function valueCalls(connected: Connected, task: ValueTask): Promise<ValueCost> {
  return task.action === "keep" ? kept(connected, task) : read(connected, task);
}

async function read(connected: Connected, { action, endpoint, size, count, times, warmUp }: ValueTask): Promise<ValueCost> {
  const walls: number[] = [];
  let sightings = new Sightings(count);
  let before = process.cpuUsage();
  let idle = 0;
  for (let call = -warmUp; call < times; call++) {
    if (call === 0) {
      collectGarbage();
      idle = resetPeak();
      before = process.cpuUsage();
    }
    sightings = new Sightings(count);
    const start = performance.now();
    if (action === "stream") await connected.stream(endpoint, size, (value) => sightings.see(value));
    else sightings.see(await connected.result(endpoint, size));
    if (call >= 0) walls.push(performance.now() - start);
  }
  const { user, system } = process.cpuUsage(before);
  const memory = peak() - idle;
  walls.sort((a, b) => a - b);
  return { cpu: (user + system) / 1000 / times, wall: walls[walls.length >> 1] ?? Number.NaN, memory, digest: sightings.digest() };
}

/** What the values of one stream hold when all of them are kept, and each was read from when it came. */
async function kept(connected: Connected, { endpoint, size, count }: ValueTask): Promise<ValueCost> {
  await connected.keep(endpoint, 100, readFrom);
  collectGarbage();
  const before = heap();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const values = await connected.keep(endpoint, size, readFrom);
  const { user, system } = process.cpuUsage(cpu);
  const wall = performance.now() - start;
  collectGarbage();
  const memory = heap() - before;
  const sightings = new Sightings(count);
  for (const value of values) sightings.see(value);
  return { cpu: (user + system) / 1000, wall, memory, digest: sightings.digest() };
}

/** Looks at the end of a value, as whoever shows it does: the engine then needs a text in one piece. */
function readFrom(value: unknown): void {
  if (typeof value === "string") value.charCodeAt(value.length - 1);
  else if (typeof value === "object" && value !== null) for (const member of Object.values(value).slice(-3)) readFrom(member);
}

function heap(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
