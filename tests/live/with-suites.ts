import type { LiveServer } from "./live-servers.js";
import type { ServerProcess } from "./server-process.js";
import { startSuite } from "./suite-server.js";

export interface Target {
  readonly version: string;
  readonly python: string;
}

/** Start the test app once per version, do something with the servers, and end them. */
export async function withSuites<T>(
  targets: readonly Target[],
  print: (line: string) => void,
  work: (servers: readonly LiveServer[]) => Promise<T>,
): Promise<T> {
  const processes: ServerProcess[] = [];
  try {
    const servers: LiveServer[] = [];
    // One after the other: each start keeps a core busy for seconds.
    for (const { version, python } of targets) {
      const started = Date.now();
      const server = await startSuite(version, {}, python);
      processes.push(server);
      servers.push({ version, python, url: server.url });
      print(`Gradio ${version} serves at ${server.url} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
    }
    return await work(servers);
  } finally {
    await Promise.all(processes.map((server) => server.stop()));
  }
}
