// An endpoint by its number: Python's fn_index. App: examples/apps/calculator.py
import { Client, TimeoutError } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const job = client.submit(0, [4, "add", 5]);
try {
  console.log(await job.result({ timeout: 5_000 }));
} catch (error) {
  if (!(error instanceof TimeoutError)) throw error;
  console.log(await job.cancel());
}
await client.close();
