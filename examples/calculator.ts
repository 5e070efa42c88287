// A job: submit at once, look at its status, wait for its result. App: examples/apps/calculator.py
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const job = client.submit("/predict", [5, "add", 4]); // returns at once
const { code, rank, queueSize, eta, success, time, progressData } = job.status();
console.log(code, rank, queueSize, `${eta ?? "?"} s`, success, time.toISOString(), progressData);
console.log(await job.result());
console.log(job.status().code, job.status().success);
await client.close();
