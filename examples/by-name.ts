// Inputs by name: what is left out takes the app's default. App: examples/apps/calculator.py
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
console.log(await client.predict("/predict", { num1: 4, operation: "add", num2: 5 }));
console.log(await client.predict({ num1: 4 })); // the only endpoint with a name: no need to name it
await client.close();
