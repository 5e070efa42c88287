import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { installed } from "./folder.js";
import { runInChromium } from "./run-in-chromium.js";
import { runInWorkerd } from "./run-in-workerd.js";

/** What a program is run with. */
export interface Run {
  /** An empty project with the packages installed, and the programs, built as this runtime takes them: see build-programs.ts. */
  readonly project: string;
  /** What the program is told; JSON. */
  readonly argument: object;
  /** Hears each line the program prints. */
  readonly tell: (line: string) => void;
}

/** Something that runs JavaScript. */
export interface Runtime {
  readonly name: string;
  /** Runs a program (`shell`, `worker` or `page`, as the runtime takes them) to its end. Rejects where that is no good one. */
  readonly run: (run: Run) => Promise<void>;
}

export const runtimes: readonly Runtime[] = [
  { name: "Node 20", run: (run) => runShell(installed("node-20/bin/node"), [], run) },
  { name: "Node 22", run: (run) => runShell(installed("node-22/bin/node"), [], run) },
  { name: "Node 24", run: (run) => runShell(installed("node-24/bin/node"), [], run) },
  { name: "Bun", run: (run) => runShell(installed(".bin/bun"), [], run) },
  { name: "Deno", run: (run) => runShell(installed(".bin/deno"), ["run", "--allow-all", "--no-lock", "--node-modules-dir=manual"], run) },
  { name: "workerd", run: runInWorkerd },
  { name: "Chromium", run: runInChromium },
];

/** Runs `shell.js`. */
async function runShell(command: string, options: readonly string[], { project, argument, tell }: Run): Promise<void> {
  const args = [...options, "shell.js", JSON.stringify(argument)];
  const child = spawn(command, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  createInterface({ input: child.stdout }).on("line", tell);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  });
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${complaints}`);
}
