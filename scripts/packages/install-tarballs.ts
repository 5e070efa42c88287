import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.js";

/** Makes a stranger's project of an empty folder: with nothing but tarballs that lie in it, and what they depend on. */
export function installTarballs(tarballs: readonly string[], project: string): void {
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  const files = tarballs.map((tarball) => `./${tarball}`);
  // What they depend on is in npm's cache since `npm ci`.
  run("npm", ["install", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund", ...files], project);
}
