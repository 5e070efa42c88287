// A job in a session of its own can be stopped without the other. App: examples/apps/transcribe.py
import { Client, handleFile } from "@gradio-ts/client";

await using client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
await using own = client.session();
const recording = process.argv[3] ?? new URL("recordings/cup-of-tea.wav", import.meta.url);
const first = client.submit([handleFile(recording)]);
const second = own.submit([handleFile(recording)]);
console.log(await second.cancel(), second.cancelled(), second.status().code);
console.log((await second.exception())?.name);
console.log(await first.result());
