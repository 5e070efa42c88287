import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { commandFile } from "./command-path.js";

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** What comes from stdin; without it, stdin is empty. */
  readonly stdin?: string | Uint8Array | undefined;
  /** Added to an environment that says nothing of Hugging Face, colours or CI. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Nobody reads its standard output for a while. */
  readonly slowly?: boolean;
  /** The file that is its standard output, in place of a pipe. */
  readonly into?: string;
  /** Another build of the command. */
  readonly main?: string;
  /** Milliseconds after which it is killed. */
  readonly timeout?: number;
}

/** What a test's commands see of the environment of the tests. */
export function environment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = "", HOME = "" } = process.env;
  return { PATH, HOME, HF_TOKEN_PATH: "/nonexistent/token", NO_PROXY: "127.0.0.1,localhost", ...more };
}

/** Runs `gradio-ts` with these words, through pipes, to its end. */
export function runCommand(
  words: readonly string[],
  { stdin, env, cwd, into, slowly, main = commandFile, timeout = 30_000 }: RunOptions = {},
): Promise<Ended> {
  const out = into === undefined ? "pipe" : openSync(into, "w");
  const child = spawn(process.execPath, [main, ...words], {
    env: environment(env),
    cwd,
    timeout,
    stdio: ["pipe", out, "pipe"],
  });
  if (typeof out === "number") closeSync(out);
  const printed = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      printed[name] += text;
    });
  }
  if (slowly === true) {
    child.stdout?.pause();
    setTimeout(() => child.stdout?.resume(), 1500);
  }
  child.stdin?.on("error", () => {});
  child.stdin?.end(stdin);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...printed }));
  });
}

/** A command that is still running, its streams in pipes. */
export function startCommand(words: readonly string[], cwd?: string) {
  const child = spawn(process.execPath, [commandFile, ...words], { cwd, env: environment(), timeout: 30_000 });
  const printed = { stdout: "", stderr: "" };
  child.stdout.on("data", (data: Buffer) => (printed.stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (printed.stderr += data.toString()));
  return { child, printed, ended: new Promise<number | null>((resolve) => child.on("close", resolve)) };
}
