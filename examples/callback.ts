// Callbacks: one for the result, one for the end, however the job ends. App: examples/apps/en2fr.py
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const onResult = (x: unknown) => console.log(`The translated result is: ${x}`);

const job = client.submit("/predict", ["Hello"], { onResult });
job.addDoneCallback(async (done) => console.log((await done.exception())?.message ?? "fine"));
await job.exception();

const failing = client.submit("/predict", ["Gradio"], { onResult });
failing.addDoneCallback(async (done) => console.log((await done.exception())?.message ?? "fine"));
await failing.exception();
await client.close();
