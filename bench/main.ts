/**
 * `npm run bench`: what the client costs, beside requests written by hand and the official clients; the result goes to docs/benchmarks.md.
 * `npm run bench -- --quick`: five minutes, printed only. `--only replay/queued`: this part, printed only; also `replay+50`, `gradio`,
 * `gradio+50` with `/connect`, `/queued`, `/direct`; `streams`, `held` with `/text`, `/chat`, `/tokens`, `/table`; `big` with `/list`,
 * `/growing-list`, `/json`; `files`; `jobs` with `/crowd`, `/readers`, `/slow`;
 * `server` with `/queued`, `/direct`, `/curl`, `/steps`, `/waiting`; and `import`, `bundle`. `--only streams --write`: this section is renewed in docs/benchmarks.md.
 */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { repository } from "../tests/live/environment/paths.js";
import { runCommand } from "../tests/live/environment/run-command.js";
import { readArguments } from "./arguments.js";
import { buildProcesses } from "./measure/build-processes.js";
import { FULL, QUICK } from "./plan.js";
import { renewed, report } from "./report/report.js";
import { measureCalls } from "./sections/measure-calls.js";
import { measureJobs } from "./sections/measure-jobs.js";
import { measurePackages } from "./sections/measure-packages.js";
import { measureServer } from "./sections/measure-server.js";
import { measureTransfers } from "./sections/measure-transfers.js";
import { measureValues } from "./sections/measure-values.js";
import { pythonOf } from "./server/start-gradio.js";

const wanted = readArguments(process.argv.slice(2));
const plan = wanted.quick ? QUICK : FULL;

// What users get is measured, and that is what is built.
for (const name of ["client", "console", "server"])
  await runCommand("npm", ["run", "build", "--workspace", `packages/${name}`], { cwd: repository });
const processes = await buildProcesses();
const python = pythonOf("tools");
if (python === undefined)
  console.error("No Python environment: gradio_client is not measured. To make it: npx tsx tests/live/environment/prepare.ts");

const runtimes = { subjectProcess: processes.subject, python };
const calls = await measureCalls(plan, wanted.wants, processes, runtimes);
const values = await measureValues(plan, wanted.wants, processes, runtimes);
const transfers = await measureTransfers(plan, wanted.wants, processes);
const jobs = await measureJobs(plan, wanted.wants, processes, runtimes);
const server = await measureServer(plan, wanted.wants, processes);
const packages = await measurePackages(plan, wanted.wants);
const measured = { command: wanted.command, sections: [...calls, ...values, ...transfers, ...jobs, ...server, ...packages] };
const text = report(measured);
console.log(text);
const file = join(repository, "docs", "benchmarks.md");
if (wanted.write) await writeFile(file, wanted.everything ? text : renewed(await readFile(file, "utf8"), measured));
