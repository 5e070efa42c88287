import { cpSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";
import { folder } from "./folder.js";

/**
 * Puts the programs into a project. What has a file system gets them as they are, so that it finds the packages by itself; workerd and
 * browsers get them in one piece with the packages, as a bundler makes it under their conditions.
 */
export async function buildPrograms(project: string): Promise<void> {
  // From there, so that nothing but the project's packages is found.
  for (const name of ["program", "apps", "server"]) cpSync(join(folder, name), join(project, name), { recursive: true });
  const builds: readonly BuildOptions[] = [
    { entryPoints: ["program/shell.ts", "apps/app.ts"], outdir: ".", entryNames: "[name]", platform: "node", packages: "external" },
    { entryPoints: ["program/worker.ts"], outfile: "worker.js", conditions: ["workerd", "worker", "browser"] },
    {
      entryPoints: ["server/listening.ts", "server/native.ts"],
      outdir: ".",
      entryNames: "[name]",
      platform: "neutral",
      packages: "external",
    },
    { entryPoints: ["server/worker.ts"], outfile: "server/worker.js", conditions: ["workerd", "worker", "browser"] },
    { entryPoints: ["program/page.ts"], outdir: "page", splitting: true, platform: "browser" },
  ];
  const common = { bundle: true, format: "esm", target: "es2022", absWorkingDir: project, tsconfigRaw: "{}" } as const;
  await Promise.all(builds.map((options) => build({ ...common, ...options })));
}
