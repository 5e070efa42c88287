// An app nobody has described: look at an output before you use it. App: examples/apps/photo_studio.py
import { Client, isOutputFile } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const output = await client.predict("/render", ["a tower"]);
if (isOutputFile(output)) {
  console.log(output.name, (await output.bytes()).length > 0);
  console.log(await output.save("rendered/"));
}
await client.close();
