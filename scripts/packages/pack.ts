import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.js";

const packages = fileURLToPath(new URL("../../packages", import.meta.url));

/** Packs a built package into a project. @returns The tarball's name. */
export function pack(name: string, project: string): string {
  const folder = join(packages, name);
  if (!existsSync(join(folder, "dist"))) throw new Error(`packages/${name} is not built: npm run build`);
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--pack-destination", project], folder)) as [{ filename: string }];
  return packed.filename;
}
