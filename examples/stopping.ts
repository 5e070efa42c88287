// Stop a generator: by a signal, or at the end of a block. App: examples/apps/count_generator.py
import { CancelledError, Client, type Job } from "@gradio-ts/client";

await using client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const controller = new AbortController();
const pending = client.predict("/count", [100], { signal: controller.signal });
controller.abort(new Error("user left"));
const error: unknown = await pending.catch((reason: unknown) => reason);
if (error instanceof CancelledError) console.log(error.name, String(error.cause));

let counting: Job;
{
  await using job = client.submit("/count", [100]);
  counting = job;
  for await (const output of job) if (output === "1") break; // leaves the loop; the job goes on
  console.log(job.outputs(), job.done());
}
console.log(counting.status().code);
