// The outputs of a generator as they come. App: examples/apps/count_generator.py
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
for await (const output of client.submit("/count", [3])) console.log(output);
await client.close();
