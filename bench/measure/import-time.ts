import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { repository } from "../../tests/live/environment/paths.js";

const run = promisify(execFile);

export const PACKAGES = ["@gradio/client", "@gradio-ts/client"] as const;
export type PackageName = (typeof PACKAGES)[number];

/** Milliseconds that `import()` takes in a fresh Node, once per process; the packages take turns. */
export async function importTimes(times: number): Promise<Readonly<Record<PackageName, readonly number[]>>> {
  const measured: Record<PackageName, number[]> = { "@gradio/client": [], "@gradio-ts/client": [] };
  for (let round = -1; round < times; round++) {
    for (const name of PACKAGES) {
      const time = await importTime(name);
      // The first reads the files from the disk.
      if (round >= 0) measured[name].push(time);
    }
  }
  return measured;
}

async function importTime(name: PackageName): Promise<number> {
  const script = `const start = performance.now(); await import("${name}"); console.log(performance.now() - start); process.exit()`;
  const env = { ...process.env, NODE_OPTIONS: "" };
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], { cwd: repository, env });
  return Number(stdout);
}
