/** The app of server_app.py, made with `@gradio-ts/server`, in a process of its own. */
import { number, Server, text } from "@gradio-ts/server";

const { url } = await new Server()
  .api("/queued", { inputs: { text: text() }, output: text(), concurrencyLimit: null })
  .handle((inputs) => `echo: ${inputs.text}`)
  .api("/direct", { inputs: { text: text() }, output: text(), queue: false })
  .handle((inputs) => `echo: ${inputs.text}`)
  .api("/count", { inputs: { n: number({ integer: true }) }, output: text(), concurrencyLimit: null })
  .handle(async function* ({ n }) {
    for (let i = 1; i <= n; i++) yield `step ${i}`;
  })
  .api("/in_turn", { inputs: { text: text() }, output: text(), concurrencyLimit: 1 })
  .handle((inputs) => `echo: ${inputs.text}`)
  .api("/memory", { output: number({ integer: true }), queue: false })
  .handle(() => process.memoryUsage.rss())
  .listen({ port: 0 });
process.once("disconnect", () => process.exit());
process.send?.({ url: `${url}/` });
