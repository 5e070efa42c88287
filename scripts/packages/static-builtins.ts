import { isBuiltin } from "node:module";
import { build } from "esbuild";

/** Node's built-in modules that come along with an entry at once: imported by it, or by what it imports, without `import()`. */
export async function staticBuiltins(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    outdir: "out",
    write: false,
    metafile: true,
    logLevel: "silent",
  });
  const builtins = new Set<string>();
  const seen = new Set<string>();
  const follow = (output: string) => {
    if (seen.has(output)) return;
    seen.add(output);
    for (const { path, kind, external } of metafile.outputs[output]?.imports ?? []) {
      if (kind !== "import-statement" && kind !== "require-call") continue;
      if (external !== true) follow(path);
      else if (isBuiltin(path)) builtins.add(path);
    }
  };
  for (const [output, { entryPoint }] of Object.entries(metafile.outputs)) if (entryPoint?.endsWith("dist/index.js")) follow(output);
  if (seen.size === 0) throw new Error(`esbuild made nothing of ${entry}`);
  return [...builtins];
}
