// Wait for a result, but not for ever. App: examples/apps/count_generator.py
import { Client, TimeoutError } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const job = client.submit("/count", [100]);
try {
  console.log(await job.result({ timeout: 1_000 }));
} catch (error) {
  if (!(error instanceof TimeoutError)) throw error;
  console.log("Job timed out", job.done()); // the job itself goes on
  console.log(await job.cancel(), job.status().code);
}
await client.close();
