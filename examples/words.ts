// The app's state lives in the session. App: examples/apps/words.py
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
console.log(await client.predict("/count", ["cat"]));
console.log(await client.predict("/count", ["cat"]));
client.resetSession();
console.log(await client.predict("/count", ["cat"]));
await client.close();
