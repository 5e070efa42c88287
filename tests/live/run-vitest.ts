import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { repository } from "./environment/paths.js";

export interface VitestOptions {
  readonly projects: readonly string[];
  /** Handed on to vitest. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Gets what vitest prints. Without it vitest prints for itself. */
  readonly print?: (text: string) => void;
}

/** Run some of the projects in `vitest.config.ts`. @returns vitest's exit code. */
export async function runVitest({ projects, args = [], env = {}, print }: VitestOptions): Promise<number> {
  const entry = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");
  const child = spawn(process.execPath, [entry, "run", ...projects.flatMap((name) => ["--project", name]), ...args], {
    cwd: repository,
    stdio: print === undefined ? "inherit" : ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => print?.(text));
  // Ctrl-C reaches vitest as well as us: wait for it, so that the servers are stopped in order.
  const forward = (signal: NodeJS.Signals) => child.kill(signal);
  process.on("SIGINT", forward).on("SIGTERM", forward);
  try {
    const [code] = (await once(child, "close")) as [number | null];
    return code ?? 1;
  } finally {
    process.off("SIGINT", forward).off("SIGTERM", forward);
  }
}
