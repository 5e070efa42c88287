// What an app offers, as text and as data. App: examples/apps/transcribe.py
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const info = client.viewApi();
console.log(String(info));
for (const [name, endpoint] of Object.entries(info.namedEndpoints)) {
  for (const parameter of endpoint.parameters) {
    console.log(name, parameter.name, parameter.typescriptType, parameter.required ? "required" : parameter.default);
  }
}
await client.close();
