import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { repository } from "./environment/paths.js";
import { type LiveServer, tellServers } from "./live-servers.js";
import type { ServerProcess } from "./server-process.js";
import { startSuite } from "./suite-server.js";

export interface Target {
  readonly version: string;
  readonly python: string;
}

/**
 * Start the test app once per version, run vitest's project "live" against them, and end them.
 * @param args Handed on to vitest.
 * @returns vitest's exit code.
 */
export async function runTests(targets: readonly Target[], args: readonly string[]): Promise<number> {
  const processes: ServerProcess[] = [];
  try {
    const servers: LiveServer[] = [];
    // One after the other: each start keeps a core busy for seconds.
    for (const { version, python } of targets) {
      const started = Date.now();
      const server = await startSuite(version, {}, python);
      processes.push(server);
      servers.push({ version, python, url: server.url });
      console.error(`Gradio ${version} serves at ${server.url} after ${((Date.now() - started) / 1000).toFixed(1)} s`);
    }
    return await vitest(args, tellServers(servers));
  } finally {
    await Promise.all(processes.map((server) => server.stop()));
  }
}

async function vitest(args: readonly string[], env: Record<string, string>): Promise<number> {
  const entry = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const child = spawn(process.execPath, [entry, "run", "--project", "live", ...args], {
    cwd: repository,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  // Ctrl-C reaches vitest as well as us: wait for it, so that the servers are stopped in order.
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", forward).on("SIGTERM", forward);
  try {
    const [code] = (await once(child, "exit")) as [number | null];
    return code ?? 1;
  } finally {
    process.off("SIGINT", forward).off("SIGTERM", forward);
  }
}
