import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { installed } from "./folder.js";
import type { Run } from "./runtime.js";

/** The day whose behaviour is asked of workerd. */
const COMPATIBILITY_DATE = "2026-11-01";

const configuration = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (modules = [(name = "worker", esModule = embed "worker.js")], compatibilityDate = "${COMPATIBILITY_DATE}")),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;

/** Runs `worker.js`: the argument is the body of a request, the lines are those of the answer. */
export async function runInWorkerd({ project, argument, tell }: Run): Promise<void> {
  await writeFile(join(project, "workerd.capnp"), configuration);
  const args = ["serve", "workerd.capnp", "--control-fd=3"];
  const child = spawn(installed(".bin/workerd"), args, { cwd: project, stdio: ["ignore", "pipe", "pipe", "pipe"] });
  let complaints = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      complaints += text;
    });
  }
  try {
    const port = await Promise.race([listening(child.stdio[3] as NodeJS.ReadableStream), once(child, "exit").then(() => undefined)]);
    if (port === undefined) throw new Error("it does not listen");
    const response = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: JSON.stringify(argument) });
    for (const line of (await response.text()).trim().split("\n")) tell(line);
  } catch (error) {
    throw new Error(`workerd: ${(error as Error).message}\n${complaints}`);
  } finally {
    child.kill();
  }
}

/** workerd says on its control channel, as a line of JSON, where it listens. */
async function listening(control: NodeJS.ReadableStream): Promise<number | undefined> {
  for await (const line of createInterface({ input: control })) {
    const { event, port } = JSON.parse(line) as { readonly event?: string; readonly port?: number };
    if (event === "listen") return port;
  }
  return undefined;
}
