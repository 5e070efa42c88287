import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { repository } from "../live/environment/paths.js";
import { compilePrograms } from "./compile-programs.js";
import { readPages } from "./markdown.js";
import { MARK, type Program, programsOf } from "./programs.js";
import { redirectFetch } from "./redirect-fetch.js";
import { runProgram, type Served } from "./run-program.js";
import { runShell } from "./run-shell.js";
import { says } from "./says.js";
import { makeCalculator, makeLocked, makeStandIn } from "./stand-in.js";

const folder = join(repository, ".docs");
const fileOf = ({ block }: Program) => join(folder, `${block.place.replace(/\W+/g, "-")}.ts`);
const pages = readPages().map((page) => ({ path: page.path, blocks: page.blocks, programs: programsOf(page) }));
const modules = pages.flatMap(({ programs }) => programs).filter(({ block }) => block.language === "ts");
/** What is not run is compiled. */
const isTested = ({ block }: Program) => block.language === "ts" || block.notRun === undefined;
const named = (programs: readonly Program[]) => programs.map((program) => [program.block.place, program] as const);

const apps = { "http://localhost:7860": makeStandIn(), "gradio/calculator": makeCalculator(), "http://localhost:7861": makeLocked() };
const places: Record<string, string> = {};
const served = new Map<Program, Served>();
const wrong = new Map<string, readonly string[]>();
const before = { fetch: globalThis.fetch, folder: process.cwd() };
let work = "";

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  await Promise.all(modules.map((program) => writeFile(fileOf(program), program.text + exportsOf(program))));
  for (const [file, complaints] of compilePrograms(modules.map(fileOf))) wrong.set(file, complaints);
  await buildRedirect();
  for (const [name, app] of Object.entries(apps)) places[name] = (await app.listen({ port: 0 })).url;
  work = await mkdtemp(join(tmpdir(), "gradio-ts-docs-"));
  process.chdir(work);
  process.env["GRADIO_SERVER_PORT"] = "0";
  redirectFetch(places);
}, 120_000);

afterAll(async () => {
  process.chdir(before.folder);
  Object.assign(globalThis, { fetch: before.fetch });
  await Promise.all([...Object.values(apps), ...[...served.values()].map(({ app }) => app)].map((app) => app?.close({ drain: 0 })));
  await rm(work, { recursive: true });
});

// What a reader pastes works (users.md row 54).
describe.each(pages.filter(({ programs }) => programs.some(isTested)))("$path", ({ programs }) => {
  it.each(named(programs.filter(({ block }) => block.language === "ts")))("%s compiles", (_, program) => {
    expect(wrong.get(fileOf(program)) ?? []).toEqual([]);
  });

  it.each(
    named(programs.filter(({ block }) => block.notRun === undefined)),
  )("%s does what it says (users.md row 54)", async (_, program) => {
    const printed = await outcome(program);
    const { prints = "…" } = program.block;
    if (!says(prints, printed)) expect(printed).toBe(prints);
  });
});

it("what is not run is known, and says why", () => {
  const left = pages.flatMap(({ path, blocks }) =>
    blocks.filter(({ notRun }) => notRun !== undefined).map(({ notRun }) => `${path}: ${notRun}`),
  );
  expect(left).toEqual([
    "README.md: it installs",
    "README.md: a step of CI",
    "README.md: a step of CI",
    "examples/README.md: it needs Gradio; `npm run demo:gradio` runs them",
    "docs/command-line.md: it goes on until Ctrl-C",
    "docs/command-line.md: it goes on until Ctrl-C",
    "docs/from-npm.md: it is @gradio/client's",
    "docs/from-python.md: it is Python",
    "docs/getting-started.md: it installs",
    "docs/runtimes.md: it needs Bun; tests/runtimes/server runs it",
    "docs/runtimes.md: it needs Deno; tests/runtimes/server runs it",
    "docs/runtimes.md: it needs workerd; tests/runtimes/server runs it",
    "docs/serving.md: it installs",
    "packages/client/README.md: it installs",
  ]);
  const others = pages.flatMap(({ blocks }) =>
    blocks.filter(({ language, notRun }) => !["ts", "sh", ""].includes(language) && notRun === undefined),
  );
  expect(others.map(({ place, language }) => `${place} ${language}`)).toEqual([]);
});

async function outcome(program: Program): Promise<string> {
  const { block, text, after } = program;
  if (block.language === "ts") {
    const { printed, left } = await runProgram(fileOf(program));
    served.set(program, left);
    return printed.split(`${MARK}\n`).at(-1) ?? "";
  }
  const url = after === undefined ? undefined : served.get(after)?.url;
  const { printed, code } = await runShell(text, work, { ...places, ...(url !== undefined && { "http://localhost:7860": url }) });
  // A failure that is meant is shown.
  if (block.prints === undefined && code !== 0) throw new Error(`It ended with ${code}: ${printed}`);
  return printed;
}

/** So that what a program serves can be called, and ended. */
function exportsOf({ text }: Program): string {
  return text.includes("const { url } = await app.listen()") ? "\nexport { app, url };\n" : "\nexport {};\n";
}

/** What commands load first: a program of its own. */
async function buildRedirect(): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, "redirect-fetch.ts")],
    bundle: true,
    platform: "node",
    format: "esm",
    outdir: folder,
    tsconfig: join(repository, "tsconfig.base.json"),
    packages: "external",
  });
}
