import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { liveTests } from "./environment/paths.js";

export interface ServerOptions {
  /** The interpreter of a prepared environment. */
  readonly python: string;
  /** The app. It listens where `GRADIO_SERVER_PORT` says. */
  readonly script: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the app prints when it serves. */
  readonly ready?: RegExp;
  /** Where under the origin the app is, e.g. `"/sub"`. */
  readonly path?: string;
  /** For a server that comes back where it was. Default: a fresh one. */
  readonly port?: number;
}

export interface ServerProcess {
  readonly url: string;
  /** All it has printed so far. */
  output(): string;
  /** Stops it where it stands: connections stay open, nothing is answered. */
  pause(): void;
  stop(): Promise<void>;
}

/** Mostly the import of Gradio, which takes 25 s on a busy machine. */
const startLimit = 60_000;

/** Start a Python app, and wait until it serves. It ends with this process, however that ends: see apps/tether.py. */
export async function startServer({
  python,
  script,
  env = {},
  ready = /^READY$/m,
  path = "",
  port: given,
}: ServerOptions): Promise<ServerProcess> {
  const port = given ?? (await freePort());
  // Not in the live folder: Gradio 3 gives no file below a folder whose name begins with a dot.
  const folder = await mkdtemp(join(tmpdir(), "gradio-ts-"));
  const child = spawn(python, [join(liveTests, "apps", "tether.py"), script], {
    cwd: folder,
    // A group of its own, so that whatever the app starts ends with it.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    env: {
      ...process.env,
      GRADIO_SERVER_NAME: "127.0.0.1",
      GRADIO_SERVER_PORT: String(port),
      GRADIO_TEMP_DIR: join(folder, "files"),
      GRADIO_ANALYTICS_ENABLED: "False",
      // launch() asks its own URL, through the proxy if there is one.
      NO_PROXY: "127.0.0.1,localhost",
      no_proxy: "127.0.0.1,localhost",
      PYTHONUNBUFFERED: "1",
      PYTHONWARNINGS: "ignore",
      ...env,
    },
  });
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve()).once("error", () => resolve());
  });
  const stop = async () => {
    signal(child, "SIGKILL");
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const printed = collectOutput(child);
  try {
    await untilReady(child, printed, ready);
  } catch (error) {
    await stop();
    throw new Error(`${script} did not start (${(error as Error).message}):\n${printed.text}`);
  }
  return { url: `http://127.0.0.1:${port}${path}/`, output: () => printed.text, pause: () => signal(child, "SIGSTOP"), stop };
}

interface Printed {
  text: string;
  changed: () => void;
}

function collectOutput(child: ChildProcess): Printed {
  const printed: Printed = { text: "", changed: () => {} };
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      printed.text += text;
      printed.changed();
    });
  }
  return printed;
}

function untilReady(child: ChildProcess, printed: Printed, ready: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${startLimit / 1000} s`)), startLimit);
    const settle = (error?: Error) => {
      clearTimeout(timer);
      printed.changed = () => {};
      if (error === undefined) resolve();
      else reject(error);
    };
    printed.changed = () => {
      if (ready.test(printed.text)) settle();
    };
    child.once("error", settle);
    child.once("exit", (code, signal) => settle(new Error(`ended with ${code ?? signal}`)));
  });
}

/** To end it, SIGKILL: a graceful shutdown waits for open event streams. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It has ended in this moment.
  }
}

/** A fresh one per start: Gradio 3 takes a port whose old connections linger for one in use. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("The system gave no port");
  return address.port;
}
