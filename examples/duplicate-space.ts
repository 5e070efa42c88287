// A copy of a Space, in the account of your token, on hardware of your own. App: examples/apps/en2fr.py, as a Space
import { Client } from "@gradio-ts/client";

const client = await Client.duplicate(process.argv[2] ?? "abidlabs/en2fr", {
  token: process.env["HF_TOKEN"] ?? "",
  hardware: "t4-small",
  secrets: { MODEL: "large" },
  sleepAfter: 60 * 60_000,
  onSpaceStatus: ({ message }) => console.log(message),
});
console.log(client.spaceId);
console.log(await client.predict({ text: "Hello" }));
await client.close();
