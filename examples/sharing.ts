// One upload, many calls; one connection, many users. App: examples/apps/assistant.py
import { Client, handleFile } from "@gradio-ts/client";

await using client = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
const recording = process.argv[3] ?? new URL("recordings/cup-of-tea.wav", import.meta.url);
const voice = await client.upload(handleFile(recording), { onProgress: ({ loaded, total }) => console.log(`${loaded} of ${total}`) });
const heard = await Promise.all(
  ["ada", "grace"].map(async (user) => {
    await using session = client.session();
    return await session.predict("/say", { text: `Hello ${user}`, voice }, { headers: { "x-user": user } });
  }),
);
console.log(heard.join("\n"));
