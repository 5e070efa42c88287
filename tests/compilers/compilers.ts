import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { installLocked } from "../../scripts/packages/install-locked.js";

const folder = dirname(fileURLToPath(import.meta.url));

/** TypeScript's oldest and newest, beside the one that the repository itself is compiled with. */
export const compilers = ["5.4", "6", "7"] as const;
export type Compiler = (typeof compilers)[number];

/** 90 MB, once. */
export function installCompilers(): void {
  installLocked(folder);
}

/** The script that compiles. */
export function compilerScript(version: Compiler): string {
  return join(folder, "node_modules", `typescript-${version}`, "lib", "tsc.js");
}
