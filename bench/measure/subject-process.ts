/** Does one {@link Task}, given as an argument, in a process of its own, and prints the {@link Cost}. `subject_process.py` is the same in Python. */
import type { Connected, Subject } from "../subjects/subject.js";
import type { Action, CallTask, Cost, Task } from "./task.js";
import { valueCalls } from "./value-calls.js";

const task = JSON.parse(process.argv[2] ?? "") as Task;
const subject = await load(task);
console.log(JSON.stringify(await run(subject, task)));
// One of the subjects would linger.
process.exit();

/** Only what is measured is loaded. */
async function load(task: Task): Promise<Subject> {
  switch (task.subject) {
    case "floor":
      return (await import("../subjects/floor.js")).floor("together" in task && task.together);
    case "ours":
      return (await import("../subjects/ours.js")).ours;
    case "@gradio/client":
      return (await import("../subjects/gradio-client.js")).gradioClient;
    case "gradio_client":
      throw new Error("gradio_client runs on Python");
  }
}

async function run(subject: Subject, task: Task): Promise<Cost> {
  if (task.action === "connect") return connects(subject, task);
  const connected = await subject.connect(task.url);
  return "endpoint" in task ? valueCalls(connected, task) : calls(connected, task.action, task);
}

function connects(subject: Subject, task: CallTask): Promise<Cost> {
  let connected: Connected | undefined;
  const connect = async () => {
    connected = await subject.connect(task.url);
  };
  const close = async () => connected?.close();
  return measure(task, connect, close);
}

async function calls(connected: Connected, action: Exclude<Action, "connect">, task: CallTask): Promise<Cost> {
  const cost = await measure(task, async (index) => {
    const answer = await connected[action](`call ${index}`);
    if (answer !== `echo: call ${index}`) throw new Error(`Call ${index} was answered with ${JSON.stringify(answer)}`);
  });
  await connected.close();
  return cost;
}

/** `after` belongs to what CPU is spent on, and not to the time a caller waits. */
async function measure(task: CallTask, run: (index: number) => Promise<void>, after?: () => Promise<void>): Promise<Cost> {
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
