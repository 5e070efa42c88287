import { execFile } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Processes } from "../measure/build-processes.js";
import { TRANSFER_SUBJECTS, TRANSFERS, type Transfer, type TransferCost } from "../measure/transfer.js";
import type { Plan } from "../plan.js";
import { type TransferSeries, transferTable } from "../report/transfer-table.js";
import { GRADIO, pythonOf, startGradio } from "../server/start-gradio.js";
import { startDelay } from "../server/start-process.js";
import type { Section } from "./section.js";

const run = promisify(execFile);

/** One big file up and down, and many small ones, on a real Gradio. */
export async function measureTransfers(
  { files: { rounds, megabytes } }: Plan,
  wants: (part: string) => boolean,
  processes: Processes,
): Promise<readonly Section[]> {
  if (!wants("files")) return [];
  const about =
    `Gradio ${GRADIO}: ${megabytes} MB from disk into a call, ${megabytes} MB of an output to disk, and 200 files of 10 kB into one call; ${rounds} rounds. ` +
    "The peak is that of the client's process over what it held before; requests are all it makes, connecting and a first small file included.";
  const title = "Files";
  if (pythonOf(GRADIO) === undefined) return [{ title, about, table: undefined }];
  console.error("files …");
  const folder = await mkdtemp(join(tmpdir(), "gradio-ts-bench-"));
  const app = await startGradio("files.py", { MEGABYTES: String(megabytes) });
  const counting = await startDelay(processes.delay, app.url, 0);
  try {
    const source = await bigFile(join(folder, "source.bin"), megabytes);
    const all: TransferSeries[] = [];
    for (const action of TRANSFERS) {
      const series = TRANSFER_SUBJECTS.map((subject) => ({ subject, action, costs: [] as TransferCost[], requests: 0 }));
      for (let round = 0; round < rounds; round++) {
        for (const one of series) {
          if (one.subject === "@gradio/client" && action === "download") continue;
          const path = action === "download" ? join(folder, "target.bin") : source;
          one.costs.push(await transfer(processes.transfer, { subject: one.subject, action, url: app.url, path }));
        }
      }
      // Through a proxy, which is no part of what is timed.
      if (action === "many") {
        for (const one of series) {
          await transfer(processes.transfer, { subject: one.subject, action, url: counting.url, path: source });
          const { discovery, calls } = await counting.counts();
          one.requests = discovery + calls;
        }
      }
      all.push(...series);
    }
    const titles = { upload: `${megabytes} MB up`, download: `${megabytes} MB down`, many: "200 files up" };
    return [{ title, about, table: transferTable(all, titles) }];
  } finally {
    await counting.stop();
    await app.stop();
    await rm(folder, { recursive: true });
  }
}

async function bigFile(path: string, megabytes: number): Promise<string> {
  const file = await open(path, "w");
  for (let written = 0; written < megabytes; written++) await file.write(Buffer.alloc(1_000_000, written));
  await file.close();
  return path;
}

async function transfer(process_: string, task: Transfer): Promise<TransferCost> {
  const env = { ...process.env, NO_PROXY: "127.0.0.1", no_proxy: "127.0.0.1", NODE_OPTIONS: "" };
  const { stdout } = await run(process.execPath, [process_, JSON.stringify(task)], { env, timeout: 10 * 60_000 });
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as TransferCost;
}
