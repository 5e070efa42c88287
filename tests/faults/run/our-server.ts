import { setTimeout as delay } from "node:timers/promises";
import { file, number, Server, text } from "@gradio-ts/server";
import { SECRETS } from "./task.js";

/** tests/live/apps/faults.py, served by us. */
export async function startOurServer(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const app = new Server({
    auth: [[SECRETS.username, SECRETS.password]],
    state: () => ({ calls: 0 }),
    concurrencyLimit: null,
    showErrors: true,
  })
    .api("/grow", { inputs: { steps: number() }, output: text() })
    .handle(async function* ({ steps }) {
      let grown = "";
      for (let step = 0; step < steps; step++) {
        await delay(40);
        grown += `é${step}`;
        yield grown;
      }
    })
    .api("/echo", { inputs: { text: text() }, output: text() })
    .handle(({ text }) => text)
    .api("/direct", { inputs: { text: text() }, output: text(), queue: false })
    .handle(({ text }) => `direct: ${text}`)
    .api("/large", { inputs: { length: number() }, output: text(), queue: false })
    .handle(({ length }) => "é".repeat(length))
    .api("/look_at", { inputs: { upload: file() }, output: text() })
    .handle(async ({ upload }) => `${(await upload.bytes()).length} bytes`)
    .api("/write", { inputs: { text: text() }, output: file() })
    .handle(({ text }) => new File([text], "written.txt"));
  const { url } = await app.listen({ port: 0 });
  return { url, stop: () => app.close({ drain: 0 }) };
}
