import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { liveTests } from "../live/environment/paths.js";
import { prepareEnvironment } from "../live/environment/prepare-environment.js";
import { versions } from "../live/environment/versions.js";
import { startServer } from "../live/server-process.js";
import { type CuttingProxy, startCuttingProxy } from "./cutting-proxy.js";
import { folder } from "./folder.js";

/** An app that the checks call, with its twins. */
export interface RunningApp {
  readonly name: string;
  readonly open: string;
  readonly locked: string;
  readonly proxy: CuttingProxy;
  stop(): Promise<void>;
}

/** The app made with the packed server, on the Node that runs this. */
export async function startOurs(project: string): Promise<RunningApp> {
  const child = spawn(process.execPath, ["app.js"], { cwd: project, stdio: ["ignore", "pipe", "inherit"] });
  const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
  const { app, locked } = JSON.parse(line) as { readonly app: string; readonly locked: string };
  return running("@gradio-ts/server", app, locked, async () => void child.kill());
}

/** The app made with the newest Gradio. */
export async function startGradio(): Promise<RunningApp> {
  const python = await prepareEnvironment(versions.newest);
  const env = { LIVE_APPS: join(liveTests, "apps") };
  const server = await startServer({ python, script: join(folder, "apps", "app.py"), env });
  return running(`Gradio ${versions.newest}`, `${server.url}open/`, `${server.url}locked/`, () => server.stop());
}

async function running(name: string, open: string, locked: string, end: () => Promise<void>): Promise<RunningApp> {
  const proxy = await startCuttingProxy(open);
  const stop = async () => {
    proxy.close();
    await end();
  };
  return { name, open, locked, proxy, stop };
}
