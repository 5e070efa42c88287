import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Client } from "@gradio-ts/client";
import { Server, text } from "@gradio-ts/server";
import { afterEach, expect, it, onTestFinished, vi } from "vitest";
import { hurryNode } from "../../packages/client/src/testing/node-dispatchers.js";

/** A server that takes every request and answers none. */
async function mute(): Promise<string> {
  const server = createServer(() => {});
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  await once(server.listen(0, "127.0.0.1"), "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

let undo = () => {};
afterEach(() => undo());

it.each(["/direct", "/queued"])("a call that takes longer than Node's fetch waits gives its result all the same: %s", async (endpoint) => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const work = vi.fn(() => finished.then(() => "done"));
  const app = new Server()
    .api("/direct", { inputs: {}, output: text(), queue: false })
    .handle(work)
    .api("/queued", { inputs: {}, output: text() })
    .handle(work);
  const { url } = await app.listen({ port: 0 });
  onTestFinished(() => app.close());
  const client = await Client.connect(url);
  onTestFinished(() => client.close());
  undo = hurryNode();
  const result = client.predict(endpoint, []);
  await vi.waitFor(() => expect(work).toHaveBeenCalledOnce());
  // Asked later, given up earlier.
  await expect(fetch(await mute())).rejects.toMatchObject({ cause: { code: "UND_ERR_HEADERS_TIMEOUT" } });
  finish();
  expect(await result).toBe("done");
});
