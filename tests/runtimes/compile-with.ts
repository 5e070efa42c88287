import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { compileProgram, type Setup } from "../../scripts/packages/compile-program.js";
import { type Compiler, compilerScript } from "../compilers/compilers.js";
import { repository } from "../live/environment/paths.js";

const setups: readonly Setup[] = [
  { module: "nodenext", platform: "node" },
  { module: "bundler", platform: "dom" },
];

/**
 * A user's program, and other files, against the declarations of the packed packages. What the repository itself is compiled with is tried
 * by `npm run check:packages`.
 * @throws Error with what the compiler says.
 */
export function compileWith(version: Compiler, project: string, others: readonly string[]): void {
  copyFileSync(join(repository, "scripts", "packages", "consumer", "main.ts"), join(project, "main.ts"));
  for (const setup of setups) compileProgram(compilerScript(version), project, setup, others);
}
