import assert from "node:assert/strict";
import { AppError, Client, type OutputFile } from "@gradio-ts/client";

/** What must hold of the app on every runtime, called over a socket from Node. */
export const calls: Readonly<Record<string, (client: Client, url: string) => Promise<void>>> = {
  async "a plain call"(client) {
    assert.equal(await client.predict("/add", { a: 2 }), 3);
  },
  async "a generator, with progress and a line"(client) {
    const job = client.submit("/count", { n: 3 });
    const told = new Set<string>();
    for await (const update of job.updates()) told.add(update.type);
    assert.deepEqual(await job.result(), "3");
    assert.deepEqual(job.outputs(), ["1", "2", "3"]);
    assert.ok(told.has("log"), [...told].join());
  },
  async "50 calls at once"(client) {
    const sums = await Promise.all(Array.from({ length: 50 }, (_, a) => client.predict("/add", { a, b: a })));
    assert.deepEqual(
      sums,
      Array.from({ length: 50 }, (_, a) => 2 * a),
    );
  },
  async "a cancel, after which the handler knows, and calls go on"(client) {
    const before = (await client.predict("/aborted")) as number;
    const job = client.submit("/forever");
    while (job.status().code !== "PROCESSING") await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(await job.cancel(), true);
    assert.equal(await client.predict("/aborted"), before + 1);
  },
  async "a client that goes away, of which the handler knows"(client, url) {
    const before = (await client.predict("/aborted")) as number;
    const gone = await Client.connect(url);
    const job = gone.submit("/forever");
    const ended = job.result().catch(() => undefined);
    while (job.status().code !== "PROCESSING") await new Promise((resolve) => setTimeout(resolve, 5));
    await gone.close();
    await ended;
    while ((await client.predict("/aborted")) !== before + 1) await new Promise((resolve) => setTimeout(resolve, 20));
  },
  async "errors: told where the app tells, hidden where it does not"(client) {
    await assert.rejects(
      client.predict("/fail", { openly: true }),
      (error) => error instanceof AppError && error.message.includes("for a reason"),
    );
    await assert.rejects(
      client.predict("/fail", { openly: false }),
      (error) => error instanceof AppError && !error.message.includes("secret"),
    );
  },
  async "state, of each session its own"(client) {
    assert.deepEqual([await client.predict("/sum", { by: 2 }), await client.predict("/sum", { by: 3 })], [2, 5]);
    const other = client.session();
    assert.equal(await other.predict("/sum", { by: 1 }), 1);
    await other.close();
  },
  async "a file in, and one out"(client) {
    const loud = (await client.predict("/loud", { f: new File(["hello"], "it.txt") })) as OutputFile;
    assert.equal(await loud.text(), "HELLO");
  },
  async "the page, and a direct call"(_, url) {
    assert.match(await (await fetch(url)).text(), /\/count/);
    const init = { method: "POST", headers: { "content-type": "application/json" }, body: '{"data":[1,2]}' };
    const answer = await fetch(`${url}/gradio_api/run/add`, init);
    assert.deepEqual((await answer.json()).data, [3]);
  },
};
