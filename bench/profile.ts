/**
 * Where the client's CPU goes: `npx tsx bench/profile.ts [connect|queued|direct|<endpoint of values.ts>] [subject]`, against the replayed
 * server. Prints what its functions cost by themselves, and leaves the profile (for the DevTools of Chrome, or speedscope) in node_modules/.cache/gradio-ts-bench/.
 */
import { execFileSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildProcesses } from "./measure/build-processes.js";
import type { Action, Task } from "./measure/task.js";
import { FULL } from "./plan.js";
import { table } from "./report/table.js";
import { startReplay } from "./server/start-process.js";
import { ENDPOINTS, type Endpoint, STREAMS, valuesOf } from "./server/values.js";
import type { SubjectName } from "./subjects/subject.js";

interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const [what = "queued", subject = "ours"] = process.argv.slice(2) as [(Action | Endpoint)?, SubjectName?];
const processes = await buildProcesses();
const server = await startReplay(processes.replay, isEndpoint(what) ? "values" : "calls");
const times = isEndpoint(what) ? 10 : what === "connect" ? 500 : 3000;
const task: Task = isEndpoint(what)
  ? { subject, url: server.url, ...valuesTask(what), times, warmUp: 0 }
  : { subject, url: server.url, action: what, times, warmUp: 0, together: false };
const folder = join(dirname(processes.subject), "profile");
try {
  const args = ["--cpu-prof", "--cpu-prof-interval=100", `--cpu-prof-dir=${folder}`, processes.subject, JSON.stringify(task)];
  console.log(`${what}, ${subject}, ms per call while profiled: ${execFileSync(process.execPath, args, { encoding: "utf8" }).trim()}`);
} finally {
  await server.stop();
}
const [file = ""] = await readdir(folder);
const profile = JSON.parse(await readFile(join(folder, file), "utf8")) as Profile;
const costs = selfTimes(profile, times);
const places = new Map<string, number>();
for (const { place, cost } of costs) places.set(place, (places.get(place) ?? 0) + cost);
console.log(`\n${table(["where", "ms per call"], 1, rows([...places]))}`);
console.log(`\n${table(["function", "ms per call"], 1, rows(costs.map(({ name, cost }) => [name, cost])))}`);

function isEndpoint(name: Action | Endpoint): name is Endpoint {
  return ENDPOINTS.some((endpoint) => endpoint === name);
}

function valuesTask(endpoint: Endpoint) {
  const { streams, big } = FULL;
  const size = STREAMS.some((stream) => stream === endpoint) ? streams.steps : endpoint === "json" ? big.records : big.items;
  const count = [...valuesOf(endpoint, size)].length;
  return { endpoint, size, count, action: count === 1 ? "result" : "stream" } as const;
}

function rows(costs: readonly (readonly [string, number])[]): string[][] {
  return [...costs]
    .sort((a, b) => b[1] - a[1])
    .slice(0, 40)
    .map(([name, cost]) => [name, cost.toFixed(4)]);
}

function selfTimes({ nodes, samples, timeDeltas }: Profile, calls: number) {
  const times = new Map<number, number>();
  for (const [index, id] of samples.entries()) times.set(id, (times.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1000 / calls);
  const costs = new Map<string, { readonly name: string; readonly place: string; readonly cost: number }>();
  for (const { id, callFrame } of nodes) {
    const place = placeOf(callFrame.url);
    const name = `${callFrame.functionName || "(anonymous)"} ${place}:${callFrame.lineNumber + 1}`;
    costs.set(name, { name, place, cost: (costs.get(name)?.cost ?? 0) + (times.get(id) ?? 0) });
  }
  return [...costs.values()].filter(({ name }) => !name.startsWith("(idle)")).sort((a, b) => b.cost - a.cost);
}

function placeOf(url: string): string {
  const inPackages = url.match(/(?:packages|node_modules)\/(?!\.cache)(.*)$/)?.[1];
  if (inPackages !== undefined) return inPackages;
  return url === "" ? "engine" : url.startsWith("node:") ? url.split("/").slice(0, 4).join("/") : "bench";
}
