/**
 * `npm run test:faults`: the fault matrix (docs/reliability.md) against real Gradio servers, and one of ours.
 * `-- --write`: makes the counts on that page those of the table; `-- --check`: fails where they are not.
 * `-- --only "sse_v1 · join"`: the cases whose names hold all these words. `-- --server ours`: those of one server. `-- --list`: only their names.
 *
 * The last line has the totals. Ends with 1 if anything failed.
 */
import { inTurns } from "../../live/matrix/in-turns.js";
import type { FaultCase } from "../cases/case.js";
import { faultCases } from "../cases/table.js";
import { checkPage, writePage } from "../report/page-file.js";
import { totals } from "../report/totals.js";
import { startOtherOrigin } from "./other-origin.js";
import { readArguments } from "./read-arguments.js";
import { runCase, type Verdict } from "./run-case.js";
import { startServers } from "./start-servers.js";
import { startSubject } from "./subject.js";

/** Cases at once: most of their time they wait. */
const WIDTH = 24;

const wanted = readArguments(process.argv.slice(2));
const cases = faultCases().filter(wanted.includes);
if (wanted.list) {
  for (const { name } of cases) console.log(name);
  process.exit();
}

if (wanted.write) await writePage(faultCases());
const upToDate = !wanted.check || (await checkPage(faultCases()));
const started = performance.now();
const servers = await startServers(new Set(cases.map(({ transport }) => transport.server)));
const other = await startOtherOrigin();
const subject = startSubject("gradio-ts", process.execPath, [
  "--import",
  "tsx",
  new URL("subjects/gradio-ts.ts", import.meta.url).pathname,
]);
console.log(`servers up after ${Math.round(performance.now() - started)} ms`);
const verdicts: Verdict[] = [];
const stop = new AbortController();
process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());

await inTurns(WIDTH, spread(cases), run, stop.signal);
const findings = await subject.end();
other.stop();
await servers.stop();

const failed = verdicts.filter(({ wrong }) => wrong.length > 0);
for (const { faultCase, wrong, log } of failed)
  console.log(`✗ ${faultCase.name}\n    ${wrong.join("\n    ")}\n${log.replace(/^/gm, "        ")}\n`);
for (const finding of findings) console.log(`✗ the client's process: ${finding}`);
console.log(totals(verdicts, findings.length));
console.log(`in ${((performance.now() - started) / 1000).toFixed(0)} s`);
// Not left to end by itself: connections were broken on purpose.
process.exit(upToDate && failed.length === 0 && findings.length === 0 && verdicts.length === cases.length ? 0 : 1);

async function run(faultCase: FaultCase): Promise<void> {
  const target = servers.url(faultCase.transport.server);
  verdicts.push(await runCase(faultCase, cases.indexOf(faultCase), subject, target, other));
}

/** So that no server has all the work while others wait. */
function spread(all: readonly FaultCase[]): readonly FaultCase[] {
  const groups = new Map<string, FaultCase[]>();
  for (const one of all) groups.set(one.transport.server, [...(groups.get(one.transport.server) ?? []), one]);
  const longest = Math.max(0, ...[...groups.values()].map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => [...groups.values()].flatMap((group) => group[index] ?? [])).flat();
}
