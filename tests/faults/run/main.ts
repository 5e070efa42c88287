/**
 * `npm run test:faults`: the fault matrix (docs/reliability.md) against real Gradio servers, and one of ours.
 * `-- --write`: makes the counts on that page those of the table; `-- --check`: fails where they are not.
 * `-- --only "sse_v1 · join"`: the cases whose names hold all these words. `-- --server ours`: those of one server. `-- --list`: only their names.
 * `-- --subject gradio-client-js --sample 300 --seed 1`: as many of the cases put to another client, for comparison; `--write`: into that page.
 *
 * The last line has the totals. Ends with 1 if anything failed.
 */
import { faultCases } from "../cases/table.js";
import { counted } from "../report/count-cases.js";
import { checkSection, writeSection } from "../report/page-file.js";
import { compareAll } from "./compare-all.js";
import { judgeAll } from "./judge-all.js";
import { startOtherOrigin } from "./other-origin.js";
import { readArguments } from "./read-arguments.js";
import { startServers } from "./start-servers.js";

const COUNTS = "the fault matrix";

const { includes, list, write, check, sampling } = readArguments(process.argv.slice(2));
const cases = faultCases().filter(includes);
if (list) for (const { name } of cases) console.log(name);
// Runs end by themselves, but for some with failing cases on a busy machine: CI waits for none.
else process.exit((await run()) ? 0 : 1);

async function run(): Promise<boolean> {
  if (write && sampling === undefined) await writeSection(COUNTS, counted(faultCases()));
  const upToDate = !check || (await checkSection(COUNTS, counted(faultCases())));
  const started = performance.now();
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort()).once("SIGTERM", () => stop.abort());
  const servers = await startServers(new Set(cases.map(({ transport }) => transport.server)));
  const other = await startOtherOrigin();
  console.log(`servers up after ${Math.round(performance.now() - started)} ms`);
  try {
    if (sampling === undefined) return (await judgeAll(cases, servers, other, stop.signal)) && upToDate;
    const lines = await compareAll(cases, sampling, servers, other, stop.signal);
    console.log(lines.join("\n"));
    if (write) await writeSection(sampling.subject, lines);
    return upToDate;
  } finally {
    other.stop();
    await servers.stop();
    console.log(`in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  }
}
