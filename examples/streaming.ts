// The outputs of a generator as they come, and its result. App: examples/apps/count_generator.py
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const job = client.submit("/count", [3]);
for await (const output of job) console.log(`Received: ${output}`);
console.log(`Final: ${await job.result()}`);
await client.close();
