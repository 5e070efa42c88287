// A private Space: woken, waited for, called. App: examples/apps/en2fr.py, as a Space
import { Client } from "@gradio-ts/client";

const client = await Client.connect(process.argv[2] ?? "abidlabs/my-private-space", {
  token: process.env["HF_TOKEN"],
  onSpaceStatus: ({ stage, message }) => console.log(stage, message),
});
console.log(client.spaceId, client.src);
console.log(await client.predict({ text: "Good evening" }));
await client.close();
