/**
 * Promise 7: the published tarball is what is tested, on every runtime. `npm run test:runtimes`, after a build and with Chromium installed:
 * runs one program of checks, with the packed packages, in each runtime against our own server and the newest Gradio, serves one app on each,
 * and has bundlers and compilers take them. `-- --write` puts what works where into docs/compatibility.md, `-- --check` compares it with what stands there. `-- Deno`: this one only.
 */
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installLocked } from "../../scripts/packages/install-locked.js";
import { installTarballs } from "../../scripts/packages/install-tarballs.js";
import { pack } from "../../scripts/packages/pack.js";
import { compilers, installCompilers } from "../compilers/compilers.js";
import { repository } from "../live/environment/paths.js";
import { withSection } from "../live/matrix/page-section.js";
import { absences } from "./absent.js";
import { buildPrograms } from "./build-programs.js";
import { bundlers, writeTwoLines } from "./bundlers.js";
import { compileWith } from "./compile-with.js";
import { folder } from "./folder.js";
import type { Finding } from "./program/checks.js";
import { type Runtime, runtimes } from "./runtime.js";
import { type Result, runtimesSection } from "./runtimes-section.js";
import { checkHost } from "./server/check-host.js";
import { type Host, hosts } from "./server/hosts.js";
import { type RunningApp, startGradio, startOurs } from "./start-apps.js";
import { writeTypes } from "./write-types.js";

const given = process.argv.slice(2);
const wanted = given.filter((argument) => !argument.startsWith("--"));
const results: Result[] = [];
/** Of apps that run on a runtime, rather than being called from it. */
const served: Result[] = [];
const failures: string[] = [];

// 600 MB, once.
installLocked(folder);
installCompilers();
const project = realpathSync(mkdtempSync(join(tmpdir(), "gradio-ts-runtimes-")));
const apps: RunningApp[] = [];
try {
  installTarballs(
    ["client", "server"].map((name) => pack(name, project)),
    project,
  );
  await bundle();
  compile(await writeTypes(project));
  await buildPrograms(project);
  apps.push(...(await Promise.all([startOurs(project), startGradio()])));
  for (const runtime of runtimes) {
    if (wanted.length > 0 && !wanted.includes(runtime.name)) continue;
    for (const app of apps) await runIn(runtime, app);
  }
  for (const host of hosts) if (wanted.length === 0 || wanted.includes(host.name)) await serveOn(host);
} finally {
  await Promise.all(apps.map((app) => app.stop()));
  rmSync(project, { recursive: true, force: true });
}
if (wanted.length === 0 && failures.length === 0) page();
console.log(
  failures.length === 0 ? `\n${results.length + served.length} checks hold.` : `\n${failures.join("\n")}\n${failures.length} failed.`,
);
process.exitCode = failures.length === 0 ? 0 : 1;

async function bundle(): Promise<void> {
  writeTwoLines(project);
  for (const { name, bundle } of bundlers) {
    const complaints = await bundle(project);
    console.log(complaints.length === 0 ? `✓ ${name} bundles the client for browsers` : `✗ ${name}: ${complaints.join("\n")}`);
    if (complaints.length > 0) failures.push(`✗ ${name} complains`);
  }
}

function compile(types: string): void {
  for (const version of compilers) {
    try {
      compileWith(version, project, [types]);
      console.log(`✓ TypeScript ${version} compiles a program, and what \`gradio-ts types\` writes for recorded apps`);
    } catch (error) {
      failures.push(`✗ TypeScript ${version}: ${(error as Error).message}`);
    }
  }
}

async function runIn(runtime: Runtime, app: RunningApp): Promise<void> {
  const started = Date.now();
  console.log(`\n═══ ${runtime.name}, an app of ${app.name}`);
  const argument = { app: app.open, locked: app.locked, cut: `${app.proxy.url}${encodeURIComponent(runtime.name)}/` };
  const tell = (line: string) => judge(runtime, app, JSON.parse(line) as Finding);
  try {
    await runtime.run({ project, argument, tell });
  } catch (error) {
    failures.push(`✗ ${runtime.name}, an app of ${app.name}: ${(error as Error).message}`);
  }
  console.log(`in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

async function serveOn(host: Host): Promise<void> {
  console.log(`\n═══ an app on ${host.name}`);
  const tell = ({ check, error }: Finding) => {
    const mark = error === undefined ? "✓" : "✗";
    served.push({ runtime: host.name, app: "@gradio-ts/server", check, mark });
    console.log(`${mark} ${check}`);
    if (error !== undefined) failures.push(`✗ an app on ${host.name}: ${check}\n${error.replace(/^/gm, "    ")}`);
  };
  try {
    await checkHost(host, project, tell);
  } catch (error) {
    failures.push(`✗ an app on ${host.name}: ${(error as Error).message} ${(error as Error).cause}`);
  }
}

function judge(runtime: Runtime, app: RunningApp, { check, error }: Finding): void {
  const absence = absences.find(({ where, checks }) => [runtime.name, app.name].includes(where) && checks.includes(check));
  const holds = absence === undefined ? error === undefined : absence.error.test(error ?? "");
  const mark = holds ? (absence === undefined ? "✓" : "–") : "✗";
  results.push({ runtime: runtime.name, app: app.name, check, mark });
  console.log(`${mark} ${check}`);
  if (!holds)
    failures.push(`✗ ${runtime.name}, an app of ${app.name}: ${check}\n${(error ?? `It works. ${absence?.why}`).replace(/^/gm, "    ")}`);
}

function page(): void {
  const file = join(repository, "docs", "compatibility.md");
  const present = readFileSync(file, "utf8");
  const text = runtimesSection(
    results,
    served,
    bundlers.map(({ name }) => name),
    pinned(),
  );
  const fresh = withSection(present, { name: "runtimes", text });
  if (given.includes("--write")) writeFileSync(file, fresh);
  if (given.includes("--check") && fresh !== present)
    failures.push("✗ docs/compatibility.md is not what this run gives: npm run test:runtimes -- --write");
}

/** What package.json pins, by the names that the page has for it. */
function pinned(): ReadonlyMap<string, string> {
  const { devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const named = Object.entries(devDependencies).map(([name, version]): [string, string] => [
    name.replace("-", " "),
    version.replace(/.*@/, ""),
  ]);
  const nameOf = (name: string) => [...runtimes, ...bundlers].find((each) => each.name.toLowerCase() === name)?.name ?? name;
  return new Map(named.map(([name, version]) => [nameOf(name), version]));
}
