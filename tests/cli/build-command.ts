import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { commandFolder, repository } from "./command-path.js";

/** Once for all tests. */
export default function setup(): Promise<void> {
  return buildCommand(commandFolder);
}

/**
 * Bundles the command from source, so that each start of it is as quick as a user's.
 * @param folder Below the package, whose dependencies it needs.
 * @param alias What is to stand for some of its modules.
 */
export async function buildCommand(folder: string, alias: Readonly<Record<string, string>> = {}): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await build({
    entryPoints: [`${repository}packages/cli/src/main.ts`],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20.19",
    outdir: folder,
    // Knows the sources of the other packages.
    tsconfig: `${repository}tsconfig.base.json`,
    alias: { ...alias },
    external: ["client", "cli"].flatMap(dependencies),
    logLevel: "warning",
  });
}

function dependencies(name: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(`${repository}packages/${name}/package.json`, "utf8")) as { dependencies: object };
  return Object.keys(manifest.dependencies).filter((dependency) => !dependency.startsWith("@gradio-ts/"));
}
