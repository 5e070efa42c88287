import { join } from "node:path";
import { liveTests } from "../environment/paths.js";
import { type LiveServer, since } from "../live-servers.js";
import { startServer } from "../server-process.js";

/** The apps of tests/live/apps, by the first Gradio that has what they need. */
const apps: Readonly<Record<string, string>> = {
  chat: "3.41",
  faults: "3.23",
  files: "3.23",
  stuck: "3.23",
  unnamed: "3.23",
  visits: "4.25",
};

/** Where each app is. */
export interface RunningApps {
  readonly urls: ReadonlyMap<string, string>;
  stop(): Promise<void>;
}

/** Every app that a version of Gradio runs: the suite that runs anyway, and the others in one process. */
export async function startApps({ version, url, python }: LiveServer): Promise<RunningApps> {
  const names = Object.keys(apps).filter((app) => since(version, apps[app] ?? version));
  const server = await startServer({ python, script: join(liveTests, "apps", "together.py"), env: { APPS: names.join(" ") } });
  const said = new Map([...server.output().matchAll(/^(\w+) is at (\S+)$/gm)].map(([, app = "", where = ""]) => [app, where]));
  if (said.size < names.length) throw new Error(`Not all of ${names.join(", ")} were started, only ${[...said.keys()].join(", ")}`);
  return { urls: new Map([["suite", url], ...said]), stop: () => server.stop() };
}
