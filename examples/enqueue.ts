// Put a call into the app's queue and leave; attach.ts takes its result. App: examples/apps/photo_studio.py
import { writeFile } from "node:fs/promises";
import { Client } from "@gradio-ts/client";
import type { PhotoStudioApp } from "./apps/photo-studio.gradio.js";

const client = await Client.connect<PhotoStudioApp>(process.argv[2] ?? "http://127.0.0.1:7860");
const ref = await client.enqueue("/describe", { message: { text: "Where is this?", files: [new Blob(["…"], { type: "image/png" })] } });
await writeFile("job.json", JSON.stringify(ref)); // or a database: it is plain data, and secret
console.log(`${ref.endpoint} runs without us`);
await client.close();
