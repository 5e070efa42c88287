import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { repository } from "../../tests/live/environment/paths.js";

/** The programs that run in processes of their own, as JavaScript. */
export interface Processes {
  readonly subject: string;
  readonly replay: string;
  readonly delay: string;
  readonly transfer: string;
  readonly jobs: string;
  readonly server: string;
  readonly load: string;
}

/**
 * Compiles them, so that nothing but Node runs what is measured. Packages stay outside and resolve as they do for a user: to what is built,
 * not to the sources that tsconfig.json names.
 */
export async function buildProcesses(): Promise<Processes> {
  const folder = join(repository, "node_modules", ".cache", "gradio-ts-bench");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const sources = [
    "../measure/subject-process.ts",
    "../server/replay.ts",
    "../server/delay-proxy.ts",
    "../measure/transfer-process.ts",
    "../measure/jobs-process.ts",
    "../server/server-app.ts",
    "../measure/load-process.ts",
  ];
  await build({
    entryPoints: sources.map((source) => fileURLToPath(new URL(source, import.meta.url))),
    outdir: folder,
    entryNames: "[name]",
    bundle: true,
    splitting: true,
    format: "esm",
    outExtension: { ".js": ".mjs" },
    platform: "node",
    target: "node20",
    packages: "external",
    tsconfigRaw: "{}",
    logLevel: "warning",
  });
  const [subject = "", replay = "", delay = "", transfer = "", jobs = "", server = "", load = ""] = sources.map((source) =>
    join(folder, `${basename(source, ".ts")}.mjs`),
  );
  return { subject, replay, delay, transfer, jobs, server, load };
}
