import type { Processes } from "../measure/build-processes.js";
import { type LoadResult, loadServer, type ServerLoad } from "../measure/server-load.js";
import type { Plan } from "../plan.js";
import { type ServerSeries, serverTable } from "../report/server-table.js";
import { GRADIO, pythonOf, startGradio } from "../server/start-gradio.js";
import { startOwn } from "../server/start-process.js";
import type { Section } from "./section.js";

type Results = Record<"theirs" | "ours", LoadResult[]>;
type Kind = Pick<ServerLoad, "way" | "concurrent" | "calls">;

/** Calls before those that count: more would warm nothing up any more. */
const MOST_WARM_UP = 500;

/** The same load on a server of ours and on Python's. */
export async function measureServer({ server }: Plan, wants: (part: string) => boolean, processes: Processes): Promise<readonly Section[]> {
  const { rounds, calls } = server;
  const kinds: readonly Kind[] = [
    ...[1, 16, 64].map((concurrent) => ({ way: "queued", concurrent, calls }) as const),
    ...[1, 16, 64].map((concurrent) => ({ way: "direct", concurrent, calls }) as const),
    { way: "curl", concurrent: 16, calls },
    { way: "steps", concurrent: 16, calls: Math.ceil(calls / 50) },
    { way: "waiting", concurrent: server.waiting, calls: server.waiting },
    { way: "queued", concurrent: 16, calls: server.lasting },
  ];
  const wanted = kinds.filter(({ way }) => wants(`server/${way}`));
  if (wanted.length === 0) return [];
  const title = "Server";
  const about =
    `The same endpoints made with \`@gradio-ts/server\` and with Gradio ${GRADIO}'s \`gradio.Server\`, each in one process. Callers with a session each make their next ` +
    `call when the last has ended, from one process with undici's requests: ${calls} calls in all, and ${server.lasting} in the last row; of the generator ${Math.ceil(calls / 50)}; ` +
    `of the queue, five calls of each of ${server.waiting} sessions that all wait at once. The best of ${rounds} rounds, each on new servers. Memory is that of the server's process before and after.`;
  if (pythonOf(GRADIO) === undefined) return [{ title, about, table: undefined }];
  const all = wanted.map((kind) => ({ ...kind, results: { theirs: [] as LoadResult[], ours: [] as LoadResult[] } }));
  for (let round = 1; round <= rounds; round++) await measureRound(all, processes, `round ${round} of ${rounds}`);
  return [{ title, about, table: serverTable(all) }];
}

/** All kinds on new servers. The one that is not asked does nothing meanwhile. */
async function measureRound(
  all: readonly (Kind & ServerSeries & { readonly results: Results })[],
  processes: Processes,
  round: string,
): Promise<void> {
  const theirs = await startGradio("server_app.py");
  try {
    const ours = await startOwn(processes.server);
    const servers = { theirs, ours };
    try {
      for (const { results, ...kind } of all) {
        const warmUp = Math.min(MOST_WARM_UP, Math.ceil(kind.calls / 2));
        for (const name of ["theirs", "ours"] as const) {
          console.error(`${round}: server/${kind.way}, ${kind.calls} calls, ${kind.concurrent} at once, ${name} …`);
          results[name].push(await loadServer(processes.load, { ...kind, url: servers[name].url, warmUp }));
        }
      }
    } finally {
      await ours.stop();
    }
  } finally {
    await theirs.stop();
  }
}
