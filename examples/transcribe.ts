// A file as an input: handleFile() uploads it. App: examples/apps/transcribe.py
import { Client, handleFile } from "@gradio-ts/client";

await using client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const recording = process.argv[3] ?? new URL("recordings/cup-of-tea.wav", import.meta.url);
const text = await client.predict("/predict", { audio: handleFile(recording) });
console.log(text);
