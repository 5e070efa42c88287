import { gzipSync } from "node:zlib";
import { build, type Metafile } from "esbuild";

/** Bytes, minified and gzipped. */
export interface BundleSize {
  /** What a page loads first. */
  readonly core: number;
  /** With the chunks that come on demand. */
  readonly everything: number;
}

/**
 * What `import { Client }` adds to a page: esbuild for browsers, ES modules, minified, each chunk gzipped (level 9).
 * @param folder Where the package is installed.
 * @param splitting With `false`, the one file that holds all that may ever be needed.
 */
export async function bundleSize(name: string, folder: string, { exported = "Client", splitting = true } = {}): Promise<BundleSize> {
  const { metafile, outputFiles } = await build({
    stdin: { contents: `export { ${exported} } from "${name}";`, resolveDir: folder },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    splitting,
    outdir: "out",
    absWorkingDir: folder,
    metafile: true,
    write: false,
    logLevel: "error",
    // Not the sources, which tsconfig.json names.
    tsconfigRaw: "{}",
  });
  const sizeOf = (path: string) => gzipSync(outputFiles.find((file) => file.path.endsWith(path))?.contents ?? "", { level: 9 }).length;
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + sizeOf(path), 0);
  return { core: sum(loadedFirst(metafile)), everything: sum(Object.keys(metafile.outputs)) };
}

/** The entry, and what it imports by statements. */
function loadedFirst({ outputs }: Metafile): ReadonlySet<string> {
  const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint !== undefined && path.endsWith("stdin.js"));
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const { path: next, kind, external } of outputs[path]?.imports ?? []) {
      if (kind === "import-statement" && external !== true) visit(next);
    }
  };
  if (entry !== undefined) visit(entry);
  return found;
}
