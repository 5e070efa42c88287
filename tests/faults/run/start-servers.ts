import { join } from "node:path";
import { liveTests } from "../../live/environment/paths.js";
import { prepareEnvironment } from "../../live/environment/prepare-environment.js";
import { startServer } from "../../live/server-process.js";
import { startOurServer } from "./our-server.js";

export interface Servers {
  /** @param name A version of Gradio, or `"ours"`. */
  url(name: string): URL;
  stop(): Promise<void>;
}

/** One of each, all of them with the same app, behind the same login. */
export async function startServers(names: ReadonlySet<string>): Promise<Servers> {
  const started = new Map<string, { readonly url: string; readonly stop: () => Promise<void> }>();
  await Promise.all([...names].map(async (name) => started.set(name, await start(name))));
  return {
    url(name) {
      const url = started.get(name)?.url;
      if (url === undefined) throw new Error(`No server ${name} was started`);
      return new URL(url);
    },
    async stop() {
      await Promise.all([...started.values()].map(({ stop }) => stop()));
    },
  };
}

async function start(name: string): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  if (name === "ours") return startOurServer();
  const python = await prepareEnvironment(name);
  return startServer({ python, script: join(liveTests, "apps", "faults.py"), env: { AUTH: "1" } });
}
