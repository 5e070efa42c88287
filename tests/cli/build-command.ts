import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { commandFolder, repository } from "./command-path.js";

/** Bundles the command from source, once for all tests: so each start is as quick as a user's. */
export default async function buildCommand(): Promise<void> {
  await rm(commandFolder, { recursive: true, force: true });
  await build({
    entryPoints: [`${repository}packages/cli/src/main.ts`],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    outdir: commandFolder,
    // Knows the sources of the other packages.
    tsconfig: `${repository}tsconfig.base.json`,
    external: ["client", "cli"].flatMap(dependencies),
    logLevel: "warning",
  });
}

function dependencies(name: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(`${repository}packages/${name}/package.json`, "utf8")) as { dependencies: object };
  return Object.keys(manifest.dependencies).filter((dependency) => !dependency.startsWith("@gradio-ts/"));
}
