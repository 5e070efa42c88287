/**
 * Promise 7, the published tarball is what is tested.
 * `npm run check:packages`, after a build: packs what would be published, and looks at it as a stranger would: with publint and
 * are-the-types-wrong, installed into an empty project, compiled against, and run.
 */
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { LARGEST_CORE } from "../bench/report/targets.js";
import { bundleSize } from "./packages/bundle-size.js";
import { compileProgram } from "./packages/compile-program.js";
import { findAny } from "./packages/find-any.js";
import { installTarballs } from "./packages/install-tarballs.js";
import { pack } from "./packages/pack.js";
import { run } from "./packages/run.js";
import { staticBuiltins } from "./packages/static-builtins.js";

/** What programs import, and the program. */
const libraries = ["client", "server"] as const;
const command = "cli";
const repository = fileURLToPath(new URL("..", import.meta.url));
const consumer = join(repository, "scripts", "packages", "consumer", "main.ts");
/** `handleFile` needs an error and a few names, nothing else. */
const LARGEST_EXPORT = 3_000;
const typescript = createRequire(import.meta.url).resolve("typescript/lib/tsc.js");
const tool = (path: string) => join(repository, "node_modules", path);

const project = realpathSync(mkdtempSync(join(tmpdir(), "gradio-ts-packages-")));
const failures: string[] = [];
console.log("Promise 7: the published tarball is what is tested");
try {
  const tarballs = libraries.map((name) => pack(name, project));
  const commandTarball = pack(command, project);
  for (const tarball of [...tarballs, commandTarball]) {
    await check(`publint accepts ${tarball}`, () => void node(tool("publint/src/cli.js"), "run", tarball, "--strict"));
  }
  for (const tarball of tarballs) {
    await check(
      `are-the-types-wrong accepts ${tarball}`,
      () => void node(tool("@arethetypeswrong/cli/dist/index.js"), tarball, "--profile", "esm-only"),
    );
  }
  await check("the tarballs can be installed", () => installTarballs([...tarballs, commandTarball], project));
  copyFileSync(consumer, join(project, "main.ts"));
  for (const name of libraries) {
    await check(`${name}: no published file needs the private wire package`, () => noneOf(wireReferences(name)));
    await check(`${name}: no declaration says any`, () => noneOf(declarationsSayingAny(name)));
  }
  await check("client: its root entry brings no Node module along (users.md row 19)", async () =>
    noneOf(await staticBuiltins(join(installed("client"), "dist", "index.js"))),
  );
  await check(`client: a page loads at most ${LARGEST_CORE / 1000} kB first`, async () =>
    atMost(LARGEST_CORE, (await bundleSize("@gradio-ts/client", project)).core),
  );
  await check("client: who needs handleFile only gets no client along", async () =>
    atMost(LARGEST_EXPORT, (await bundleSize("@gradio-ts/client", project, { exported: "handleFile", splitting: false })).everything),
  );
  for (const module of ["nodenext", "bundler"] as const) {
    for (const platform of ["node", "dom"] as const) {
      await check(`a program compiles: ${module}, types of ${platform} (users.md rows 15, 16)`, () =>
        compileProgram(typescript, project, { module, platform }),
      );
    }
  }
  await check("the program runs", runConsumer);
  await check("the server's page is the console", consoleIsThere);
  await check("CommonJS gets the client by require", () => {
    const printed = node("--eval", 'console.log(typeof require("@gradio-ts/client").Client.connect)', "--input-type=commonjs").trim();
    if (printed !== "function") throw new Error(printed);
  });
  await check("the command runs", runCommand);
} finally {
  rmSync(project, { recursive: true, force: true });
}
console.log(failures.length === 0 ? "\nThe packages are fit to be published." : `\n${failures.length} checks failed.`);
process.exitCode = failures.length === 0 ? 0 : 1;

async function check(what: string, work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
    console.log(`✓ ${what}`);
  } catch (error) {
    failures.push(what);
    console.log(`✗ ${what}\n${(error as Error).message.replace(/^/gm, "    ")}`);
  }
}

function node(...args: readonly string[]): string {
  return run(process.execPath, args, project);
}

function installed(name: string): string {
  return join(project, "node_modules", "@gradio-ts", name);
}

function published(name: string, ends: readonly string[]): readonly string[] {
  const files = readdirSync(installed(name), { recursive: true, encoding: "utf8" });
  return files.filter((file) => !file.includes("node_modules") && ends.some((end) => file.endsWith(end)));
}

/** Source maps are left out: they carry the sources as they were. */
function wireReferences(name: string): readonly string[] {
  const manifest = JSON.parse(readFileSync(join(installed(name), "package.json"), "utf8")) as Record<string, object | undefined>;
  const needed = ["dependencies", "peerDependencies", "optionalDependencies"].filter((kind) => "@gradio-ts/wire" in (manifest[kind] ?? {}));
  const files = published(name, [".js", ".d.ts", ".md"]);
  return [...needed, ...files.filter((file) => readFileSync(join(installed(name), file), "utf8").includes("@gradio-ts/wire"))];
}

function declarationsSayingAny(name: string): readonly string[] {
  return published(name, [".d.ts"]).flatMap((file) => findAny(join(installed(name), file)).map((place) => `${file}:${place}`));
}

function atMost(limit: number, bytes: number): void {
  console.log(`  ${bytes} bytes`);
  if (bytes > limit) throw new Error(`${bytes} bytes are more than ${limit}`);
}

function noneOf(found: readonly string[]): void {
  if (found.length > 0) throw new Error(found.join("\n"));
}

function runConsumer(): void {
  const expected = {
    five: 5,
    refused: true,
    outputs: [
      ["x", { step: 0 }],
      ["xx", { step: 1 }],
      ["xxx", { step: 2 }],
    ],
    status: ["FINISHED", true],
    updates: true,
    calls: [1, 2],
    failure: ["Closed", "no"],
    difference: 3,
  };
  const printed = node("main.js").trim();
  if (printed !== JSON.stringify(expected)) throw new Error(`It printed ${printed}\ninstead of ${JSON.stringify(expected)}`);
}

/** It is built by another package, and put beside the server's own files. */
async function consoleIsThere(): Promise<void> {
  const { Server } = (await import(join(installed("server"), "dist", "index.js"))) as typeof import("@gradio-ts/server");
  const app = new Server();
  const page = await (await app.fetch("http://app/")).text();
  const [, script] = /<script type="module" src="([^"]+)">/.exec(page) ?? [];
  const answer = await app.fetch(new URL(script ?? "/no-script", "http://app/"));
  if (answer.status !== 200 || (await answer.text()).length < 10_000) throw new Error("Its page loads no script.");
  await app.close();
}

/** As its users do, of whom nobody has its sources. */
function runCommand(): void {
  const { version } = JSON.parse(readFileSync(join(project, "node_modules", "gradio-ts", "package.json"), "utf8")) as { version: string };
  const npx = (...words: readonly string[]) => run("npx", ["--no-install", "gradio-ts", ...words], project).trim();
  if (npx("--version") !== version) throw new Error(`It does not print its version, ${version}.`);
  // Whatever a command loads is there: the one that serves a page has it along.
  for (const command of ["info", "console", "record"]) {
    let failure = "";
    try {
      npx(command, "http://127.0.0.1:1");
    } catch (error) {
      failure = (error as Error).message;
    }
    if (!/ended with 3:\n.*error CONNECTION_FAILED: /s.test(failure))
      throw new Error(`${command} does not tell that nothing answers: ${failure}`);
  }
}
