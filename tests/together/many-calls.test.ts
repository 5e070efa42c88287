import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { CancelledError, Client, type ClientOptions, type FetchFunction } from "@gradio-ts/client";
import { file, number, Server, text } from "@gradio-ts/server";
import { describe, expect, it, onTestFinished, vi } from "vitest";

const CONNECTED = "undici:client:connected";

function app() {
  return new Server()
    .api("/double", { inputs: { n: number() }, output: number(), concurrencyLimit: null })
    .handle(({ n }) => n * 2)
    .api("/spell", { inputs: { word: text() }, output: text(), concurrencyLimit: null })
    .handle(async function* ({ word }) {
      for (let end = 1; end <= word.length; end++) yield word.slice(0, end);
    })
    .api("/read", { inputs: { f: file() }, output: text(), concurrencyLimit: null })
    .handle(({ f }) => f.text());
}

async function connected(options?: ClientOptions): Promise<Client> {
  const server = app();
  const { url } = await server.listen({ port: 0 });
  onTestFinished(() => server.close());
  const client = await Client.connect(url, options);
  onTestFinished(() => client.close());
  return client;
}

/** Counts the connections that Node makes to a server from now on. */
function countConnections({ src }: Client): () => number {
  let count = 0;
  const note = (message: unknown) => {
    const { connectParams } = message as { readonly connectParams: { readonly host: string } };
    if (connectParams.host === new URL(src).host) count++;
  };
  subscribe(CONNECTED, note);
  onTestFinished(() => void unsubscribe(CONNECTED, note));
  return () => count;
}

/** A `fetch` that counts the uploads under way, and lets none end before `go`. */
function holdingUploads() {
  let most = 0;
  let running = 0;
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  const holding: FetchFunction = async (url, init) => {
    if (!url.includes("/upload")) return fetch(url, init);
    most = Math.max(most, ++running);
    try {
      await held;
      return await fetch(url, init);
    } finally {
      running--;
    }
  };
  return { fetch: holding, go, most: () => most };
}

/** All that is read of something iterable. */
async function all<T>(values: AsyncIterable<T>): Promise<T[]> {
  const read: T[] = [];
  for await (const value of values) read.push(value);
  return read;
}

describe("many calls of one client", () => {
  it("one after another, take the connections there are (users.md row 50)", async () => {
    const client = await connected();
    const connections = countConnections(client);
    for (let n = 0; n < 100; n++) expect(await client.predict("/double", [n])).toBe(n * 2);
    // The stream, its successor, and a request beside it.
    expect(connections()).toBeLessThanOrEqual(5);
  });

  it("1,000 at once, each with ten readers, all end; each reader has every output (users.md row 51)", { timeout: 60_000 }, async () => {
    const client = await connected();
    const connections = countConnections(client);
    const jobs = Array.from({ length: 1000 }, () => client.submit("/spell", ["abc"]));
    const readers = jobs.flatMap((job) => Array.from({ length: 5 }, () => [all(job), all(job.updates())] as const));
    const read = await Promise.all(
      readers.map(async ([outputs, updates]) => ({
        outputs: await outputs,
        updated: (await updates).flatMap((update) => (update.type === "output" ? [update.output] : [])),
      })),
    );
    expect(read).toHaveLength(5000);
    for (const { outputs, updated } of read) expect([outputs, updated]).toEqual(Array(2).fill(["a", "ab", "abc"]));
    expect(jobs.every((job) => job.status().success === true)).toBe(true);
    // A hundred joins at a time, the stream, and those before it that end.
    expect(connections()).toBeLessThanOrEqual(120);
  });

  it("with a file each, upload 32 at a time; calls without one, and cancels, wait for none of them", async () => {
    const { fetch, go, most } = holdingUploads();
    const client = await connected({ fetch });
    const calls = Array.from({ length: 100 }, (_, index) => client.submit("/read", [new Blob([`file ${index}`])]));
    expect(await client.predict("/double", [4])).toBe(8);
    await vi.waitFor(() => expect(most()).toBe(32));
    expect(await calls[0]?.cancel()).toBe(true);
    expect(await calls[99]?.cancel()).toBe(true);
    const controller = new AbortController();
    const upload = client.upload(new Blob(["x"]), { signal: controller.signal });
    controller.abort();
    await expect(upload).rejects.toBeInstanceOf(CancelledError);
    go();
    const read = await Promise.all(calls.slice(1, 99).map((call) => call.result()));
    expect(read).toEqual(Array.from({ length: 98 }, (_, index) => `file ${index + 1}`));
    expect(most()).toBe(32);
  });
});
