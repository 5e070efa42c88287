import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Processes } from "./build-processes.js";
import type { JobsCost, JobsTask } from "./jobs.js";

const run = promisify(execFile);

/** Does one task in a fresh process, Python's with the interpreter given. @throws Error with what it printed, if it fails. */
export async function runJobs(task: JobsTask, { jobs }: Processes, python: string | undefined): Promise<JobsCost> {
  const [command, script] =
    "subject" in task && task.subject === "gradio_client" && python !== undefined
      ? [python, fileURLToPath(new URL("jobs_process.py", import.meta.url))]
      : [process.execPath, jobs];
  const env = { ...process.env, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1", HF_HUB_DISABLE_TELEMETRY: "1", NODE_OPTIONS: "" };
  const { stdout } = await run(command, [script, JSON.stringify(task)], { env, timeout: 10 * 60_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as JobsCost;
}
