import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export const folder = fileURLToPath(new URL(".", import.meta.url));
const installed = (name: string) => `${folder}node_modules/.bin/${name}`;
const DENO = ["run", "--allow-all", "--no-lock", "--node-modules-dir=manual"];

/** How the app is started, by name. */
export const runtimes: Readonly<Record<string, readonly string[]>> = {
  "Node, listening": [process.execPath, "dist/listening.js"],
  "Bun, listening": [installed("bun"), "dist/listening.js"],
  "Bun.serve": [installed("bun"), "dist/native.js"],
  "Deno, listening": [installed("deno"), ...DENO, "dist/listening.js"],
  "Deno.serve": [installed("deno"), ...DENO, "dist/native.js"],
  workerd: [installed("workerd"), "serve", "config.capnp", "--control-fd=1"],
};

/** An app that runs. */
export interface Started {
  readonly url: string;
  /** What it has complained of. */
  complaints(): string;
  stop(): Promise<void>;
}

/** Starts the app. Resolves when it has said where it listens. */
export async function start(command: readonly string[]): Promise<Started> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaints += text;
  });
  const stop = () => stopped(child);
  try {
    return { url: await address(child), complaints: () => complaints, stop };
  } catch (error) {
    await stop();
    throw new Error(`${program} does not start: ${complaints}`, { cause: error });
  }
}

/** A URL, or workerd's own line about its socket. */
function address(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const url = /http:\/\/[\w.]+:\d+/.exec(text)?.[0];
      const port = /"port":(\d+)/.exec(text)?.[1];
      if (url !== undefined) resolve(url);
      else if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
    child.once("error", reject).once("exit", (code) => reject(new Error(`it ended with ${code}`)));
  });
}

function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}
