import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { SubjectName } from "../subjects/subject.js";
import type { CallTask, Cost, Task, ValueCost, ValueTask } from "./task.js";

const run = promisify(execFile);

export interface Runtimes {
  /** `subject-process.ts`, bundled. */
  readonly subjectProcess: string;
  /** With `gradio_client`; `undefined` if there is none. */
  readonly python: string | undefined;
}

/** Whether there is what a subject needs. */
export function canRun(subject: SubjectName, { python }: Runtimes): boolean {
  return subject !== "gradio_client" || python !== undefined;
}

/** Does one task in a fresh process. @throws Error with what it printed, if it fails. */
export async function runTask(task: CallTask, runtimes: Runtimes): Promise<Cost>;
export async function runTask(task: ValueTask, runtimes: Runtimes): Promise<ValueCost>;
export async function runTask(task: Task, { subjectProcess, python }: Runtimes): Promise<Cost> {
  const [command, script] =
    task.subject === "gradio_client" && python !== undefined
      ? [python, fileURLToPath(new URL("subject_process.py", import.meta.url))]
      : [process.execPath, subjectProcess];
  const env = { ...process.env, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1", HF_HUB_DISABLE_TELEMETRY: "1", NODE_OPTIONS: "" };
  const { stdout } = await run(command, [script, JSON.stringify(task)], { env, timeout: 10 * 60_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Cost;
}
