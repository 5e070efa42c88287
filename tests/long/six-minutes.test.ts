import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "@gradio-ts/client";
import { Server, text } from "@gradio-ts/server";
import { expect, it, onTestFinished } from "vitest";

const SIX_MINUTES = 360_000;

it("a direct run of 6 minutes gives its result, though Node's fetch gives up after 5", { timeout: SIX_MINUTES + 60_000 }, async () => {
  const app = new Server().api("/run", { inputs: {}, output: text(), queue: false }).handle(async () => {
    await sleep(SIX_MINUTES);
    return "done";
  });
  const { url } = await app.listen({ port: 0 });
  onTestFinished(() => app.close());
  const client = await Client.connect(url);
  onTestFinished(() => client.close());
  expect(await client.predict("/run", [])).toBe("done");
});
