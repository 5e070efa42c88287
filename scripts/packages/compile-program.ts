import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "./run.js";

const typeRoots = fileURLToPath(new URL("../../node_modules/@types", import.meta.url));

/** How a stranger's project is set up. */
export interface Setup {
  readonly module: "nodenext" | "bundler";
  /** Whose types there are. */
  readonly platform: "node" | "dom";
}

/**
 * Compiles `main.ts` of a project as strictly as can be, declarations of the packages included. Leaves `main.js` behind.
 * @param tsc The compiler's script.
 * @param others Files beside `main.ts`.
 */
export function compileProgram(tsc: string, project: string, { module, platform }: Setup, others: readonly string[] = []): void {
  const compilerOptions = {
    target: "ES2022",
    lib: platform === "dom" ? ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"] : ["ES2022"],
    types: platform === "node" ? ["node"] : [],
    typeRoots: [typeRoots],
    module: module === "nodenext" ? "NodeNext" : "ESNext",
    moduleResolution: module === "nodenext" ? "NodeNext" : "Bundler",
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
  };
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts", ...others] }));
  run(process.execPath, [tsc, "-p", "."], project);
}
