// The result of a call that another process, enqueue.ts, has put into the queue. App: examples/apps/photo_studio.py
import { readFile } from "node:fs/promises";
import { Client, type JobRef } from "@gradio-ts/client";
import type { PhotoStudioApp } from "./apps/photo-studio.gradio.js";

const client = await Client.connect<PhotoStudioApp>(process.argv[2] ?? "http://127.0.0.1:7860");
const ref = JSON.parse(await readFile("job.json", "utf8")) as JobRef<"/describe">;
const job = client.attach(ref);
console.log(await job.result());
console.log(`${job.outputs().length} outputs, from "${job.outputs()[0]}" on`);
await client.close();
