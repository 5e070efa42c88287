import { type ChildProcess, spawn } from "node:child_process";
import { installed } from "../folder.js";

/** What an app is served by: a runtime, with a socket that the package opens or with the runtime's own server. */
export interface Host {
  readonly name: string;
  /** Started in a project with the packages and the programs of this folder. */
  readonly command: readonly [program: string, ...args: string[]];
}

const deno = (program: string): Host["command"] => [
  installed(".bin/deno"),
  "run",
  "--allow-all",
  "--no-lock",
  "--node-modules-dir=manual",
  program,
];

export const hosts: readonly Host[] = [
  { name: "Node 20", command: [installed("node-20/bin/node"), "listening.js"] },
  { name: "Node 24", command: [installed("node-24/bin/node"), "listening.js"] },
  { name: "Bun", command: [installed(".bin/bun"), "listening.js"] },
  { name: "Bun.serve", command: [installed(".bin/bun"), "native.js"] },
  { name: "Deno", command: deno("listening.js") },
  { name: "Deno.serve", command: deno("native.js") },
  { name: "workerd", command: [installed(".bin/workerd"), "serve", "server/config.capnp", "--control-fd=1"] },
];

/** An app that runs. */
export interface Started {
  readonly url: string;
  /** What it has complained of. */
  complaints(): string;
  stop(): Promise<void>;
}

/** Starts the app of a project. Resolves when it has said where it listens. */
export async function start({ command: [program, ...args] }: Host, project: string): Promise<Started> {
  const child = spawn(program, args, { cwd: project, stdio: ["ignore", "pipe", "pipe"] });
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
