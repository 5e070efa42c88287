// Types from the app: the compiler knows names, choices and outputs, and the editor completes them. App: examples/apps/calculator.py
import { Client } from "@gradio-ts/client";
import type { CalculatorApp } from "./apps/calculator.gradio.js";

const client = await Client.connect<CalculatorApp>(process.argv[2] ?? "http://127.0.0.1:7860");
const product: number = await client.predict({ num1: 4, operation: "multiply", num2: 5 });
console.log(product);
// @ts-expect-error There is no such choice: the compiler says so, and the app would.
console.log((await client.submit({ num1: 4, operation: "power" }).exception())?.message);
await client.close();
