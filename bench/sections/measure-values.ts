import type { Processes } from "../measure/build-processes.js";
import { compareValues } from "../measure/compare-values.js";
import type { Runtimes } from "../measure/run-task.js";
import type { Plan } from "../plan.js";
import { type Big, bigTable, type Held, heldTable, type Streamed, streamTable } from "../report/value-tables.js";
import { startReplay } from "../server/start-process.js";
import { BIG, STREAMS } from "../server/values.js";
import type { Section } from "./section.js";

const CHECKED =
  "Of every value a glance is checked as it comes, of ten the whole at the end: what had changed by then, or never was right, is “wrong values”.";

/** Streams and big values, on the replayed server. */
export async function measureValues(
  plan: Plan,
  wants: (part: string) => boolean,
  processes: Processes,
  runtimes: Runtimes,
): Promise<readonly Section[]> {
  const streams = STREAMS.filter((stream) => wants(`streams/${stream}`));
  const held = STREAMS.filter((stream) => wants(`held/${stream}`));
  const big = BIG.filter((value) => wants(`big/${value}`));
  if (streams.length + held.length + big.length === 0) return [];
  const { url, stop } = await startReplay(processes.replay, "values");
  try {
    const sections: Section[] = [];
    if (streams.length > 0) sections.push(await measureStreams(plan, streams, url, runtimes));
    if (held.length > 0) sections.push(await measureHeld(plan, held, url, runtimes));
    if (big.length > 0) sections.push(await measureBig(plan, big, url, runtimes));
    return sections;
  } finally {
    await stop();
  }
}

async function measureStreams(
  { streams: amount }: Plan,
  names: readonly Streamed["stream"][],
  url: string,
  runtimes: Runtimes,
): Promise<Section> {
  const { rounds, steps, times, warmUp } = amount;
  const streamed: Streamed[] = [];
  for (const stream of names) {
    console.error(`streams/${stream} …`);
    const task = { url, action: "stream", endpoint: stream, rounds } as const;
    const short = await compareValues({ ...task, size: steps / 10, times: times * 10, warmUp: warmUp * 10 }, runtimes);
    const long = await compareValues({ ...task, size: steps, times, warmUp }, runtimes);
    streamed.push({ stream, short, long });
  }
  const about =
    `Node replays streams of ${steps} steps in blocks of 64 kB, in the wire form of Gradio 6.31: a text of 200 kB that grows, a chat whose last ` +
    "message grows and in which a new one begins now and then, one short text after another, a table of 400 rows of which one cell changes or " +
    `to which a row is added. ${rounds} rounds of ${times} streams after ${warmUp} that do not count, of Python one; CPU per stream. The floor reads the events, ` +
    `applies the edits and keeps every value, as a job does, and shows each to a callback. “Growth” is the exponent of the cost from ${steps / 10} to ${steps} steps. ${CHECKED}`;
  return { title: "Streams", about, table: streamTable(streamed) };
}

async function measureHeld(
  { held: { rounds, steps } }: Plan,
  names: readonly Held["stream"][],
  url: string,
  runtimes: Runtimes,
): Promise<Section> {
  const held: Held[] = [];
  for (const stream of names) {
    console.error(`held/${stream} …`);
    const task = { url, action: "keep", endpoint: stream, size: steps, rounds, times: 1, warmUp: 0 } as const;
    held.push({ stream, series: await compareValues(task, runtimes) });
  }
  const about =
    `What all values of the same streams of ${steps} steps hold together, each read from when it came. Kept by the client itself where it does ` +
    "(`outputs()`), else in a list by hand; the heap after a garbage collection, of Python the resident memory.";
  return { title: "Memory of all values of a stream", about, table: heldTable(held) };
}

async function measureBig(
  { big: { rounds, items, records } }: Plan,
  names: readonly Big["endpoint"][],
  url: string,
  runtimes: Runtimes,
): Promise<Section> {
  const big: Big[] = [];
  for (const endpoint of names) {
    console.error(`big/${endpoint} …`);
    const size = endpoint === "json" ? records : items;
    const repeated = endpoint === "json" ? { times: 1, warmUp: 0 } : { times: 5, warmUp: 2 };
    const action = endpoint === "growing-list" ? "stream" : "result";
    big.push({ endpoint, series: await compareValues({ url, action, endpoint, size, rounds, ...repeated }, runtimes) });
  }
  const about =
    `A list of ${items} objects as a result, and as the second step of a stream (as many edits); and a JSON of ${Math.round(records / 5000)} MB as a result. ` +
    `${rounds} rounds of five calls of the lists after two that do not count, of the JSON and of Python one in a fresh process; the peak is that of the resident memory over what was held before the call.`;
  return { title: "Big values", about, table: bigTable(big) };
}
