/** The app of the soak: what `tests/live/apps/suite.py` offers under the same names, so that the soak runs against either. Tells its URL to the parent process. */
import { setTimeout as sleep } from "node:timers/promises";
import { file, number, Server, text } from "@gradio-ts/server";

const app = new Server({ state: () => ({ words: [] as string[] }), concurrencyLimit: 5 })
  .api("/echo", { inputs: { text: text() }, output: text() })
  .handle(({ text }) => `echo: ${text}`)
  .api("/count", { inputs: { n: number() }, output: text() })
  .handle(async function* ({ n }) {
    for (let step = 0; step < n; step++) {
      yield String(step);
      await sleep(20);
    }
  })
  .api("/aslow", { inputs: { label: text(), seconds: number() }, output: text() })
  .handle(async ({ label, seconds }, { signal }) => {
    await sleep(seconds * 1000, undefined, { signal });
    return `slow: ${label}`;
  })
  .api("/direct", { inputs: { text: text() }, output: text(), queue: false })
  .handle(({ text }) => `echo: ${text}`)
  .api("/remember", { inputs: { word: text() }, output: text() })
  .handle(({ word }, { state }) => {
    state.words.push(word);
    return state.words.join(" ");
  })
  .api("/look_at", { inputs: { file: file() }, output: text() })
  .handle(async ({ file }) => JSON.stringify({ size: (await file.bytes()).length }));

process.once("disconnect", () => process.exit());
const { url } = await app.listen({ port: 0 });
process.send?.({ url });
