/** Does one {@link Task}, given as an argument, in a process of its own, and prints the {@link Cost}. `subject_process.py` is the same in Python. */
import type { Connected, Subject } from "../subjects/subject.js";
import type { Cost, Task } from "./task.js";

const task = JSON.parse(process.argv[2] ?? "") as Task;
const subject = await load(task);
const cost = task.action === "connect" ? await connects(subject, task) : await calls(await subject.connect(task.url), task.action, task);
console.log(JSON.stringify(cost));
// One of the subjects would linger.
process.exit();

/** Only what is measured is loaded. */
async function load({ subject, together }: Task): Promise<Subject> {
  switch (subject) {
    case "floor":
      return (await import("../subjects/floor.js")).floor(together);
    case "ours":
      return (await import("../subjects/ours.js")).ours;
    case "@gradio/client":
      return (await import("../subjects/gradio-client.js")).gradioClient;
    case "gradio_client":
      throw new Error("gradio_client runs on Python");
  }
}

function connects(subject: Subject, task: Task): Promise<Cost> {
  let connected: Connected | undefined;
  const connect = async () => {
    connected = await subject.connect(task.url);
  };
  const close = async () => connected?.close();
  return measure(task, connect, close);
}

async function calls(connected: Connected, action: "queued" | "direct", task: Task): Promise<Cost> {
  const cost = await measure(task, async (index) => {
    const answer = await connected[action](`call ${index}`);
    if (answer !== `echo: call ${index}`) throw new Error(`Call ${index} was answered with ${JSON.stringify(answer)}`);
  });
  await connected.close();
  return cost;
}

/** `after` belongs to what CPU is spent on, and not to the time a caller waits. */
async function measure(task: Task, run: (index: number) => Promise<void>, after?: () => Promise<void>): Promise<Cost> {
  const walls: number[] = [];
  let before = process.cpuUsage();
  for (let index = -task.warmUp; index < task.times; index++) {
    if (index === 0) before = process.cpuUsage();
    const start = performance.now();
    await run(index);
    if (index >= 0) walls.push(performance.now() - start);
    await after?.();
  }
  const { user, system } = process.cpuUsage(before);
  walls.sort((a, b) => a - b);
  return { cpu: (user + system) / 1000 / task.times, wall: walls[walls.length >> 1] ?? Number.NaN };
}
