// Everything that happens to a job: upload, queue, progress, log lines, outputs. App: examples/apps/long_running_process.py
import { Client, handleFile, type Update } from "@gradio-ts/client";

function report(update: Update): void {
  if (update.type === "upload") console.log(`${update.name}: ${update.loaded} of ${update.total ?? "?"} bytes`);
  else if (update.type === "log") console.log(`${update.level}: ${update.message}`);
  else if (update.type === "output") console.log(`output ${update.index}: ${update.output}`);
  else if (update.code === "IN_QUEUE") console.log(`${update.rank} ahead of us, ${update.eta ?? "?"} s`);
  else if (update.code === "PROGRESS")
    for (const { desc, index, length } of update.progressData ?? []) console.log(`${desc} ${index}/${length}`);
  else if (update.error !== null) console.log(update.error.code, update.error.message);
}

await using client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const job = client.submit("/process", { file: handleFile(new Uint8Array(1_000_000), { name: "large_input.data" }) });
for await (const update of job.updates()) report(update);
console.log(`Generated ${job.outputs().length} outputs`, job.status().success);
