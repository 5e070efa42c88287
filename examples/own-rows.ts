// Rows that are more than inputs: say what the inputs are, and get the whole row back. App: examples/apps/en2fr.py
import { Client } from "@gradio-ts/client";

const phrases = [
  { id: "a1", body: "Hello" },
  { id: "b2", body: "Thank you" },
  { id: "c3", body: "Gradio" },
];
const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const signal = AbortSignal.timeout(60_000);
const said: string[] = [];
for await (const row of client.map("/predict", phrases, { inputs: ({ body }) => [body], ordered: false, signal })) {
  said.push(`${row.input.id} ${row.status}`);
}
console.log(said.sort().join("\n")); // they came as they finished
await client.close();
