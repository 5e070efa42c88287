/** The client of this repository, as a process that is told what to do. */
import { Client, type ClientOptions, GradioError, isOutputFile, type Job } from "@gradio-ts/client";
import { type Order, type Outcome, type Ran, STEPS, TEXT } from "../task.js";
import { serveOrders } from "./serve-orders.js";
import { within } from "./within.js";

type Run = Extract<Order, { readonly do: "run" }>;

serveOrders(async (order) => {
  const started = performance.now();
  const connected = await settled(order);
  const client = connected.client;
  if (client === undefined) {
    const ran = { outcome: connected.outcome, connecting: performance.now() - started, took: 0 };
    return { ran, next: () => further(order) };
  }
  const connecting = performance.now() - started;
  const ran = { ...(await attempt(client, order)), connecting };
  return { ran, next: () => lastCall(client, order) };
});

function optionsOf({ secrets, options: { requestTimeout, silenceTimeout, maxRetries } }: Run): ClientOptions {
  const { username, password, token, header } = secrets;
  return {
    auth: [username, password],
    token,
    headers: { "x-secret": header },
    requestTimeout: requestTimeout ?? 10_000,
    silenceTimeout,
    maxRetries,
  };
}

async function settled(order: Run): Promise<{ readonly client?: Client; readonly outcome: Outcome }> {
  let client: Client | undefined;
  const outcome = await within("connect()", order.limit, async () => {
    client = await Client.connect(order.url, optionsOf(order));
  });
  return client === undefined ? { outcome } : { client, outcome };
}

/** A connection that failed is made anew. */
async function further(order: Run): Promise<Outcome> {
  const { client, outcome } = await settled(order);
  return client === undefined ? outcome : lastCall(client, order);
}

async function lastCall(client: Client, { limit }: Run): Promise<Outcome> {
  const outcome = await within("the next call", limit, () => text(client.submit("/echo", ["next"])));
  const closed = await within("close()", limit, () => client.close());
  return closed.type === "value" ? outcome : closed;
}

async function attempt(client: Client, order: Run): Promise<Omit<Ran, "connecting">> {
  const started = performance.now();
  const { scenario, options, limit } = order;
  const { resubmit, timeout } = options;
  const jobs = {
    call: () => client.submit("/grow", [STEPS], { resubmit }),
    direct: () => client.submit("/direct", [TEXT], { resubmit, timeout }),
    upload: () => client.submit("/look_at", [new Blob(["x".repeat(200_000)])]),
    download: () => client.submit("/write", [TEXT]),
    cancel: () => client.submit("/grow", [1000]),
  };
  const job = jobs[scenario]();
  const iterators = Promise.all([ended(job), ended(job.updates())]);
  const sibling = order.sibling ? within("the sibling", limit, () => text(ofASession(client))) : undefined;
  const brother = order.brother ? within("the brother", limit, () => brotherOf(client, job)) : undefined;
  const outcome = await within("the job", limit, () => (scenario === "cancel" ? cancelled(job) : text(job)));
  const took = performance.now() - started;
  const open = await within("an iterator", limit, () => iterators);
  return { outcome: open.type === "hang" ? open : outcome, took, sibling: await sibling, brother: await brother };
}

function ofASession(client: Client): Job {
  return client.session().submit("/echo", ["sibling"], { headers: { "x-sibling": "session" } });
}

/** A call of the same session, made when the job has been heard of. */
async function brotherOf(client: Client, job: Job): Promise<unknown> {
  for await (const update of job.updates()) {
    if (update.type === "status" && update.code !== "STARTING" && update.code !== "JOINING_QUEUE") break;
  }
  return client.submit("/echo", ["brother"], { headers: { "x-sibling": "call" } }).result();
}

async function text(job: Job): Promise<unknown> {
  const result = await job.result();
  return isOutputFile(result) ? result.text() : result;
}

async function cancelled(job: Job): Promise<unknown> {
  for await (const _ of job) break;
  if (!(await job.cancel())) throw new Error("cancel() says that the job had ended.");
  return job.result();
}

async function ended(iterable: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of iterable);
  } catch (error) {
    if (!(error instanceof GradioError)) throw error;
  }
}
