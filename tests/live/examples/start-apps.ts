import { readdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { liveTests, repository } from "../environment/paths.js";
import { prepareEnvironment } from "../environment/prepare-environment.js";
import { startServer } from "../server-process.js";

export interface RunningApps {
  /** Where an app is. */
  url(app: string): string;
  stop(): Promise<void>;
}

/** Start every app of examples/apps: portal.py, which is a server of its own, and beside it the others, in one process. */
export async function startApps(): Promise<RunningApps> {
  const python = await prepareEnvironment("examples");
  const folder = join(repository, "examples", "apps");
  const scripts = (await readdir(folder)).filter((file) => file.endsWith(".py") && file !== "portal.py");
  const starting = [
    startServer({
      python,
      script: join(liveTests, "examples", "launch.py"),
      env: { APPS: scripts.map((script) => join(folder, script)).join(delimiter) },
    }),
    startServer({ python, script: join(folder, "portal.py"), ready: /Uvicorn running on/ }),
  ] as const;
  const stop = async () => {
    const started = await Promise.allSettled(starting);
    await Promise.all(started.map(async (server) => server.status === "fulfilled" && server.value.stop()));
  };
  try {
    const [launched, portal] = await Promise.all(starting);
    const urls = new Map([["portal", portal.url]]);
    for (const [, name = "", url = ""] of launched.output().matchAll(/^(\w+)\.py is at (\S+)$/gm)) urls.set(name, url);
    return {
      url(app) {
        const url = urls.get(app);
        if (url === undefined) throw new Error(`No app ${app} has been started, only ${[...urls.keys()].join(", ")}`);
        return url;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
