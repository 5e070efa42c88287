/** npm's `@gradio/client`, as a process that is told what to do. */
import { Client } from "@gradio/client";
import { type Order, type Outcome, STEPS, TEXT } from "../task.js";
import { serveOrders } from "./serve-orders.js";
import { within } from "./within.js";

type Run = Extract<Order, { readonly do: "run" }>;

/** What is used of the package. Its own declarations cannot be resolved by Node's rules, so that everything would be `any`. */
interface NpmClient {
  submit(endpoint: string, data: unknown[]): AsyncIterable<NpmEvent> & { cancel(): Promise<void> };
  close(): void;
}
type NpmEvent =
  | { readonly type: "data"; readonly data: readonly unknown[] }
  | { readonly type: "status"; readonly stage: string; readonly message?: unknown };

// What it says there is no part of its answers.
for (const name of ["log", "info", "warn", "error", "debug"] as const) console[name] = () => {};

serveOrders(async (order) => {
  const started = performance.now();
  let client: NpmClient | undefined;
  const connected = await within("connect()", order.limit, async () => {
    client = await connect(order);
  });
  const connecting = performance.now() - started;
  const outcome = client === undefined ? connected : await within("the call", order.limit, attempt(client, order));
  return { ran: { outcome, connecting, took: performance.now() - started - connecting }, next: () => further(order, client) };
});

async function connect({ url, secrets }: Run): Promise<NpmClient> {
  const { username, password, token, header } = secrets;
  const options = { auth: [username, password], token, headers: { "x-secret": header }, events: ["data", "status"] };
  return Client.connect(url, options as object);
}

function further(order: Run, connected: NpmClient | undefined): Promise<Outcome> {
  return within("the next call", order.limit, async () => {
    const client = connected ?? (await connect(order));
    return lastOf(client.submit("/echo", ["next"]));
  });
}

function attempt(client: NpmClient, { scenario }: Run): () => Promise<unknown> {
  const scenarios = {
    call: () => lastOf(client.submit("/grow", [STEPS])),
    direct: () => lastOf(client.submit("/direct", [TEXT])),
    upload: () => lastOf(client.submit("/look_at", [new Blob(["x".repeat(200_000)])])),
    download: async () => textOf(await lastOf(client.submit("/write", [TEXT]))),
    cancel: () => cancelled(client.submit("/grow", [1000])),
  };
  return scenarios[scenario];
}

/** The value a call ends with. */
async function lastOf(events: AsyncIterable<NpmEvent>): Promise<unknown> {
  let value: unknown;
  for await (const event of events) {
    if (event.type === "data") value = event.data[0];
    else if (event.stage === "error") throw new Error(String(event.message));
    else if (event.stage === "complete") return value;
  }
  throw new Error("It ended without a last word.");
}

/** It has no download of its own: a file is a URL. */
async function textOf(file: unknown): Promise<string> {
  const response = await fetch((file as { readonly url: string }).url);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

/** Ends as it should: that it says anything after a cancel is not asked for. */
async function cancelled(job: ReturnType<NpmClient["submit"]>): Promise<never> {
  for await (const event of job) {
    if (event.type === "status" && event.stage === "error") throw new Error(String(event.message));
    if (event.type !== "data") continue;
    await job.cancel();
    break;
  }
  throw new Error("cancelled");
}
