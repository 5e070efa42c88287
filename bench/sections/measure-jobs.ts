import type { Processes } from "../measure/build-processes.js";
import { JOBS_SUBJECTS, type JobsCost, type JobsTask } from "../measure/jobs.js";
import { runJobs } from "../measure/run-jobs.js";
import type { Runtimes } from "../measure/run-task.js";
import type { Plan } from "../plan.js";
import { type CrowdSeries, crowdTable, type ReadersSeries, readersTable, type SlowSeries, slowTable } from "../report/jobs-tables.js";
import { type ReplayServer, startReplay } from "../server/start-process.js";
import { STREAMS } from "../server/values.js";
import type { Section } from "./section.js";

const STEPS = 10;
const READERS = 10;
const SLOW_READERS = 2;

type Run = (task: JobsTask) => Promise<JobsCost>;

/** Many jobs of one client at once, many readers of each, and readers that are slow, on the replayed server. */
export async function measureJobs(
  { jobs: plan }: Plan,
  wants: (part: string) => boolean,
  processes: Processes,
  { python }: Runtimes,
): Promise<readonly Section[]> {
  const run: Run = (task) => runJobs(task, processes, python);
  const sections: Section[] = [];
  if (wants("jobs/crowd")) {
    console.error("jobs/crowd …");
    sections.push(await served(processes, "calls", (server) => measureCrowds(plan, server, run, python !== undefined)));
  }
  if (wants("jobs/readers")) {
    console.error("jobs/readers …");
    sections.push(await served(processes, "values", ({ url }) => measureReaders(plan, url, run)));
  }
  if (wants("jobs/slow")) {
    console.error("jobs/slow …");
    sections.push(await served(processes, "values", ({ url }) => measureSlow(plan, url, run)));
  }
  return sections;
}

async function served(processes: Processes, app: "calls" | "values", work: (server: ReplayServer) => Promise<Section>): Promise<Section> {
  const server = await startReplay(processes.replay, app);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function measureCrowds({ rounds, crowds, warmUp, deadline }: Plan["jobs"], server: ReplayServer, run: Run, python: boolean) {
  const all: CrowdSeries[] = [];
  for (const jobs of crowds) {
    const series = JOBS_SUBJECTS.map((subject) => ({ subject, jobs, costs: [] as JobsCost[], connections: 0 }));
    for (let round = 0; round < rounds; round++) {
      for (const one of series) {
        const { subject } = one;
        // Python takes a minute for a thousand.
        if (subject === "gradio_client" && (!python || round > 0 || jobs > Math.min(...crowds))) continue;
        await server.connections();
        one.costs.push(await run({ action: "crowd", subject, url: server.url, jobs, warmUp, deadline }));
        one.connections = Math.max(one.connections, await server.connections());
      }
    }
    all.push(...series);
  }
  const about =
    `Queued calls of one client, all at once, after ${warmUp} one after another that do not count. ${rounds} rounds, of Python one, which is not asked for ` +
    `more than ${crowds[0]}. CPU is that of all of them together; the peak is that of the resident memory over what was held before; what has not come after ` +
    `${deadline / 1000} s is lost. The floor sends all at once and reads one stream; beside it, the same with as many joins at a time as our client sends. ` +
    "“Growth” is the exponent of the CPU.";
  return { title: "Many jobs at once", about, table: crowdTable(all) };
}

async function measureReaders({ rounds, crowds: [jobs = 0] }: Plan["jobs"], url: string, run: Run) {
  const series = [1, READERS].map((readers) => ({ readers, due: jobs * readers * STEPS, costs: [] as JobsCost[] }) satisfies ReadersSeries);
  for (let round = 0; round < rounds; round++) {
    for (const { readers, costs } of series) costs.push(await run({ action: "readers", url, jobs, readers, steps: STEPS }));
  }
  const about =
    `${jobs} streams of ${STEPS} values at once in our client, each read by one \`for await\`, and by ${READERS} readers, half of them of the outputs and half of ` +
    `the updates. ${rounds} rounds; the peak as above.`;
  return { title: "Many readers of each job", about, table: readersTable(series) };
}

async function measureSlow({ slow: { rounds, steps } }: Plan["jobs"], url: string, run: Run) {
  const all: SlowSeries[] = [];
  for (const stream of STREAMS) {
    const series = { stream, unread: [] as JobsCost[], slow: [] as JobsCost[], due: SLOW_READERS * steps };
    const task = { action: "slow", url, endpoint: stream, steps } as const;
    for (let round = 0; round < rounds; round++) {
      series.unread.push(await run({ ...task, readers: 0 }));
      series.slow.push(await run({ ...task, readers: SLOW_READERS }));
    }
    all.push(series);
  }
  const about =
    `The streams of ${steps} steps of above in our client: what the job holds at their end where nobody reads, and where two readers, one of the outputs and one of ` +
    `the updates, have taken one value each. The heap after a garbage collection; ${rounds} rounds.`;
  return { title: "Readers slower than their stream", about, table: slowTable(all) };
}
