// A call as code, in four languages. App: examples/apps/calculator.py
import { Client, codeSnippet } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
for (const language of ["typescript", "python", "bash", "cli"] as const) {
  console.log(codeSnippet(client.viewApi(), "/predict", { language, inputs: { num1: 4, num2: 5 } }));
}
await client.close();
