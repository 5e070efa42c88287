// All outputs of a generator so far, at any time. App: examples/apps/count_generator.py
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const job = client.submit("/count", [3]);
while (!job.done()) await sleep(100);
console.log(job.outputs());
await client.close();
