/** npm's `@gradio/client`, as a process that is told what to do. */
import { Client } from "@gradio/client";
import { type Further, LARGE, LONG, type Run, STEPS, TEXT } from "../task.js";
import { serveOrders } from "./serve-orders.js";
import { within } from "./within.js";

/** What is used of the package. Its own declarations cannot be resolved by Node's rules, so that everything would be `any`. */
interface NpmClient {
  submit(endpoint: string, data: unknown[]): AsyncIterable<NpmEvent> & { cancel(): Promise<void> };
  close(): void;
  /** With its cookies and its token. */
  fetch(url: string): Promise<Response>;
}
type NpmEvent =
  | { readonly type: "data"; readonly data: readonly unknown[] }
  | { readonly type: "status"; readonly stage: string; readonly position?: number; readonly message?: unknown };

// What it prints is no part of its answers.
for (const name of ["log", "info", "debug"] as const) console[name] = console.error;

serveOrders(async (order, struck) => {
  const started = performance.now();
  let client: NpmClient | undefined;
  const connected = await within("connect()", order.limit, async () => {
    client = await connect(order);
  });
  const connecting = performance.now() - started;
  const outcome = client === undefined ? connected : await within("the call", order.limit, attempt(client, order, struck));
  return { ran: { outcome, connecting, took: performance.now() - started - connecting }, next: () => further(order, client) };
});

async function connect({ url, secrets }: Run): Promise<NpmClient> {
  const { username, password, token, header } = secrets;
  const options = { auth: [username, password], token, headers: { "x-secret": header }, events: ["data", "status"] };
  return Client.connect(url, options as object);
}

async function further(order: Run, connected: NpmClient | undefined): Promise<Further> {
  let client = connected;
  const outcome = await within("the next call", order.limit, async () => {
    client ??= await connect(order);
    return lastOf(client.submit("/echo", ["next"]));
  });
  client?.close();
  return { outcome, left: [] };
}

function attempt(client: NpmClient, { scenario }: Run, struck: Promise<void>): () => Promise<unknown> {
  const scenarios = {
    call: () => lastOf(client.submit("/grow", [STEPS])),
    async "later call"() {
      await lastOf(client.submit("/echo", ["before"]));
      return lastOf(client.submit("/grow", [STEPS]));
    },
    direct: () => lastOf(client.submit("/direct", [TEXT])),
    "large direct": () => lastOf(client.submit("/large", [LARGE])),
    upload: () => lastOf(client.submit("/look_at", [new Blob(["x".repeat(200_000)])])),
    download: async () => textOf(client, await lastOf(client.submit("/write", [TEXT]))),
    cancel: () => cancelled(client, ({ type }) => type === "data"),
    "cancel while joining": () => cancelled(client, () => false, struck),
    "cancel while queued": () => cancelled(client, (event) => event.type === "status" && event.position !== undefined),
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
async function textOf(client: NpmClient, file: unknown): Promise<string> {
  const response = await client.fetch((file as { readonly url: string }).url);
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

/** Ends as it should: that it says anything after a cancel is not asked for. */
async function cancelled(client: NpmClient, isMoment: (event: NpmEvent) => boolean, moment?: Promise<void>): Promise<never> {
  const job = client.submit("/grow", [LONG]);
  await moment;
  if (moment === undefined) {
    for await (const event of job) {
      if (event.type === "status" && event.stage === "error") throw new Error(String(event.message));
      if (isMoment(event)) break;
    }
  }
  await job.cancel();
  throw new Error("cancelled");
}
