/**
 * `npm run test:matrix`: the live tests on each version of Gradio, two versions at a time, and docs/compatibility.md from what they said.
 * `-- --all`: with the versions that run on request. `-- --version 4.0.2`: this one (may be repeated), without the page.
 * `-- --check`: compares the page with the one there is instead of writing it, and fails where they differ.
 *
 * The last line has the totals. Ends with 1 if anything failed.
 */
import { mkdir } from "node:fs/promises";
import { prepareEnvironment } from "../environment/prepare-environment.js";
import { versions } from "../environment/versions.js";
import { buildTable, type Column } from "./build-table.js";
import { clientVersions } from "./client-versions.js";
import { compatibilityPage } from "./compatibility-page.js";
import { findGaps } from "./find-gaps.js";
import { inTurns } from "./in-turns.js";
import type { Failure } from "./outcome.js";
import { checkPage, writePage } from "./page-file.js";
import { readArguments } from "./read-arguments.js";
import { matrixFolder, runInterop, runVersion, type SuiteRun } from "./run-suite.js";
import { summary } from "./summary.js";
import { totals } from "./totals.js";

const wanted = readArguments(process.argv.slice(2));
const stop = new AbortController();
process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());

await mkdir(matrixFolder, { recursive: true });
const pythons = new Map<string, string>();
for (const version of wanted.versions) pythons.set(version, await prepareEnvironment(version));
// For the tests where Python's clients call us.
for (const name of ["tools", "client-1", "conformance"]) await prepareEnvironment(name);

const runs = new Map<string, SuiteRun>();
const interop = "Gradio's own clients";
await inTurns(2, [interop, ...wanted.versions], run, stop.signal);
if (stop.signal.aborted) process.exit(130);

const columns = wanted.versions.flatMap((version): Column[] => {
  const { outcomes = [], protocol } = runs.get(version) ?? {};
  return protocol === undefined || outcomes.length === 0 ? [] : [{ version, protocol, outcomes }];
});
console.log(`\n${summary(columns, buildTable(columns), (heading) => heading)}\n`);

const failures: Failure[] = [...runs].flatMap(([name, result]) =>
  result.failures.map(({ where, message }) => ({ where: `${name}, ${where}`, message })),
);
// Where something failed, tests may be missing for that reason.
if (wanted.whole && failures.length === 0) failures.push(...findGaps(columns));

let upToDate = true;
if (wanted.whole && columns.length === wanted.versions.length) {
  // The page has the same columns whatever else was run, so that any whole run can check it.
  const shown = columns.filter(({ version }) => Object.hasOwn(versions.gradio, version));
  const text = compatibilityPage({
    columns: shown,
    interop: runs.get(interop)?.outcomes ?? [],
    clients: await clientVersions(),
    onRequest: Object.keys(versions.onRequest),
  });
  if (wanted.check) upToDate = await checkPage(text);
  else await writePage(text);
}

for (const { where, message } of failures) console.log(`✗ ${where}\n${message.replace(/^/gm, "    ")}\n`);
console.log(totals([{ outcomes: [...runs.values()].flatMap(({ outcomes }) => outcomes), failures }]));
process.exitCode = failures.length === 0 && upToDate ? 0 : 1;

async function run(name: string): Promise<void> {
  const started = Date.now();
  console.log(`${name} begins`);
  const python = pythons.get(name);
  const result = await (python === undefined ? runInterop() : runVersion({ version: name, python }, stop.signal));
  runs.set(name, result);
  console.log(`\n═══ ${name}\n${result.output.trim()}\n${totals([result])} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}
