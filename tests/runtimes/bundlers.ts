import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { requireInstalled } from "./folder.js";

/** Makes a page's script of a user's module. Gives what it complains of. */
export interface Bundler {
  readonly name: string;
  readonly bundle: (project: string) => Promise<readonly string[]>;
}

const ENTRY = "two-lines.js";

/** The program that is bundled: anything a bundler cannot find in it is a defect of ours. */
export function writeTwoLines(project: string): void {
  const lines = ['import { Client, handleFile } from "@gradio-ts/client";', "globalThis.gradio = { Client, handleFile };", ""];
  writeFileSync(join(project, ENTRY), lines.join("\n"));
}

export const bundlers: readonly Bundler[] = [
  { name: "esbuild", bundle: withEsbuild },
  { name: "vite", bundle: withVite },
  { name: "webpack", bundle: withWebpack },
];

async function withEsbuild(project: string): Promise<readonly string[]> {
  const { warnings, errors } = await build({
    entryPoints: [ENTRY],
    absWorkingDir: project,
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: "esbuild",
    logLevel: "silent",
  });
  return [...errors, ...warnings].map(({ text }) => text);
}

/** The part of vite that is used: it is installed apart, types and all. */
interface Vite {
  build(config: object): Promise<unknown>;
}

async function withVite(project: string): Promise<readonly string[]> {
  const complaints: string[] = [];
  const complain = (text: string) => void complaints.push(text);
  const root = join(project, "vite");
  mkdirSync(root);
  writeFileSync(join(root, "index.html"), `<!doctype html><script type="module" src="../${ENTRY}"></script>`);
  const vite = (await import(pathToFileURL(requireInstalled.resolve("vite")).href)) as Vite;
  const quiet = {
    info() {},
    warn: complain,
    warnOnce: complain,
    error: complain,
    clearScreen() {},
    hasErrorLogged: () => false,
    hasWarned: false,
  };
  await vite.build({ root, configFile: false, customLogger: quiet, build: { outDir: "dist" } });
  return complaints;
}

/** The part of webpack that is used. */
type Webpack = (config: object, done: (error: Error | null, stats?: { toJson(what: object): WebpackStats }) => void) => void;
interface WebpackStats {
  readonly errors?: readonly { readonly message: string }[];
  readonly warnings?: readonly { readonly message: string }[];
}

async function withWebpack(project: string): Promise<readonly string[]> {
  const webpack = requireInstalled("webpack") as Webpack;
  const config = {
    mode: "production",
    context: project,
    entry: `./${ENTRY}`,
    output: { path: join(project, "webpack") },
    // How large a page may be is the page's to say.
    performance: false,
  };
  const { errors = [], warnings = [] } = await new Promise<WebpackStats>((resolve, reject) => {
    webpack(config, (error, stats) =>
      error === null && stats !== undefined ? resolve(stats.toJson({ all: false, errors: true, warnings: true })) : reject(error),
    );
  });
  return [...errors, ...warnings].map(({ message }) => message);
}
