import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CLIENT, LIBRARY } from "../../../packages/cli/src/testing/declarations.js";
import { type Compiler, compilerScript } from "../../compilers/compilers.js";
import { runCommand } from "../environment/run-command.js";

const OPTIONS = {
  strict: true,
  noUnusedLocals: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  noLib: true,
  types: [],
  target: "ES2022",
  module: "ESNext",
  moduleResolution: "Bundler",
  paths: { "@gradio-ts/client": ["./client.d.ts"] },
};

/**
 * Has compilers read files of types together, each by itself, and a program that gives each to a client.
 * @param files By the name of the type in them.
 * @throws Error with what a compiler says.
 */
export async function compileFiles(files: ReadonlyMap<string, string>, versions: readonly Compiler[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "gradio-ts-compile-"));
  try {
    const write = (name: string, text: string) => writeFile(join(folder, name), text);
    const uses = ['import type { AppTypes } from "@gradio-ts/client";'];
    for (const [name, text] of files) {
      await write(`${name}.ts`, text);
      uses.push(`import type { ${name} } from "./${name}";`, `export type Taken${name}<T extends AppTypes = ${name}> = T;`);
    }
    await write("use.ts", uses.join("\n"));
    await write("lib.d.ts", LIBRARY);
    await write("client.d.ts", CLIENT);
    await write("tsconfig.json", JSON.stringify({ compilerOptions: OPTIONS, files: ["lib.d.ts", "use.ts"] }));
    await Promise.all(versions.map((version) => runCommand(process.execPath, [compilerScript(version), "-p", folder])));
  } finally {
    await rm(folder, { recursive: true });
  }
}
