import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { compileProgram, type Setup } from "../../scripts/packages/compile-program.js";
import { repository } from "../live/environment/paths.js";
import { installed } from "./folder.js";

/** TypeScript's oldest and newest; what the repository itself is compiled with is tried by `npm run check:packages`. */
export const compilers = ["5.4", "6", "7"] as const;

const setups: readonly Setup[] = [
  { module: "nodenext", platform: "node" },
  { module: "bundler", platform: "dom" },
];

/** A user's program, and other files, against the declarations of the packed packages. @throws Error with what the compiler says. */
export function compileWith(version: (typeof compilers)[number], project: string, others: readonly string[]): void {
  copyFileSync(join(repository, "scripts", "packages", "consumer", "main.ts"), join(project, "main.ts"));
  for (const setup of setups) compileProgram(installed(`typescript-${version}/lib/tsc.js`), project, setup, others);
}
