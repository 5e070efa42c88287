/** Does one {@link JobsTask}, given as an argument, in a process of its own, and prints the {@link JobsCost}. `jobs_process.py` is the same in Python. */
import { setTimeout as delay } from "node:timers/promises";
import type { Job } from "@gradio-ts/client";
import type { Subject } from "../subjects/subject.js";
import { type CrowdTask, type JobsCost, type JobsSubject, type JobsTask, MOST_JOINS, type ReadersTask, type SlowTask } from "./jobs.js";
import { collectGarbage, peak, resetPeak } from "./peak.js";

const task = JSON.parse(process.argv[2] ?? "") as JobsTask;
console.log(JSON.stringify(await run()));
// One of the subjects would linger.
process.exit();

function run(): Promise<JobsCost> {
  switch (task.action) {
    case "crowd":
      return crowd(task);
    case "readers":
      return readers(task);
    case "slow":
      return slow(task);
  }
}

async function crowd({ subject, url, jobs, warmUp, deadline }: CrowdTask): Promise<JobsCost> {
  const connected = await (await load(subject)).connect(url);
  for (let call = 0; call < warmUp; call++) await connected.queued(`call ${call}`);
  const texts = Array.from({ length: jobs }, (_, index) => `call ${index}`);
  let delivered = 0;
  const hear = (index: number, answer: unknown) => {
    if (answer === `echo: ${texts[index]}`) delivered++;
  };
  const cost = await measure(() => Promise.race([connected.many(texts, hear), delay(deadline)]));
  return { ...cost, delivered };
}

/** Half of them iterate over the outputs, half over the updates. */
async function readers({ url, jobs, readers: each, steps }: ReadersTask): Promise<JobsCost> {
  const client = await connect(url);
  await client.predict("/tokens", ["1"]);
  let delivered = 0;
  const cost = await measure(async () => {
    const running = Array.from({ length: jobs }, () => client.submit("/tokens", [String(steps)]));
    const reading = running.flatMap((job) => Array.from({ length: each }, (_, index) => read(job, index % 2 === 1)));
    for (const count of await Promise.all(reading)) delivered += count;
  });
  return { ...cost, delivered };
}

async function slow({ url, endpoint, steps, readers: count }: SlowTask): Promise<JobsCost> {
  const client = await connect(url);
  // What is loaded and compiled with the first stream belongs to no reader.
  await client.predict(`/${endpoint}`, ["100"]);
  collectGarbage();
  const before = heap();
  let held = 0;
  let delivered = 0;
  const cost = await measure(async () => {
    const job = client.submit(`/${endpoint}`, [String(steps)]);
    const ended = job.result();
    const measured = ended.then(() => {
      collectGarbage();
      held = heap() - before;
    });
    const reading = Array.from({ length: count }, (_, index) => read(job, index % 2 === 1, measured));
    await measured;
    for (const values of await Promise.all(reading)) delivered += values;
  });
  return { ...cost, memory: held, delivered };
}

/** @param pause What is waited for after the first value. @returns how many values came. */
async function read(job: Job, updates: boolean, pause?: Promise<void>): Promise<number> {
  let count = 0;
  for await (const item of updates ? job.updates() : job) {
    if (updates && (item as { readonly type: string }).type !== "output") continue;
    if (++count === 1) await pause;
  }
  return count;
}

async function measure(work: () => Promise<unknown>): Promise<Omit<JobsCost, "delivered">> {
  collectGarbage();
  const idle = resetPeak();
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1000, wall: performance.now() - start, memory: peak() - idle };
}

function heap(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function connect(url: string) {
  const { Client } = await import("@gradio-ts/client");
  return Client.connect(url);
}

/** Only what is measured is loaded. */
async function load(subject: JobsSubject): Promise<Subject> {
  switch (subject) {
    case "floor":
      return (await import("../subjects/floor.js")).floor(false);
    case "bounded floor":
      return (await import("../subjects/floor.js")).floor(false, MOST_JOINS);
    case "ours":
      return (await import("../subjects/ours.js")).ours;
    case "@gradio/client":
      return (await import("../subjects/gradio-client.js")).gradioClient;
    case "gradio_client":
      throw new Error("gradio_client runs on Python");
  }
}
