// In a route of a server: the caller's headers, token and signal, for that one call. App: examples/apps/assistant.py
import { Client } from "@gradio-ts/client";
import { Server, text } from "@gradio-ts/server";

await using assistant = await Client.connect(process.argv[2] ?? "http://127.0.0.1:7860");
await using server = new Server()
  .api("/draw", { inputs: { subject: text() }, output: text() })
  .handle(async ({ subject }, { request, signal }) => {
    await using session = assistant.session(); // one per caller
    const oauthToken = request.headers.get("x-token") ?? undefined;
    return String(await session.predict("/generate", { prompt: subject }, { headers: request.headers, oauthToken, signal }));
  });
const { url } = await server.listen({ port: 0 });

for (const user of ["ada", "grace"]) {
  await using caller = await Client.connect(url, { headers: { "x-user": user, "x-token": `hf_${user}` } });
  console.log(await caller.predict("/draw", { subject: "a tower" }));
}
