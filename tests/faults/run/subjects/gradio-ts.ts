/** The client of this repository, as a process that is told what to do. */
import { Client, type ClientOptions, GradioError, isOutputFile, type Job } from "@gradio-ts/client";
import type { Scenario } from "../../cases/case.js";
import { LARGE, LONG, LOST, type Outcome, type Ran, type Run, STEPS, TEXT } from "../task.js";
import { watched } from "./left-behind.js";
import { type Attempt, serveOrders } from "./serve-orders.js";
import { within } from "./within.js";

serveOrders((order, struck) => watched((left) => attemptAll(order, struck, left)));

async function attemptAll(order: Run, struck: Promise<void>, left: () => Promise<readonly string[]>): Promise<Attempt> {
  const started = performance.now();
  const { client, outcome } = await settled(order);
  const connecting = performance.now() - started;
  const ran = client === undefined ? { outcome, connecting, took: 0 } : { ...(await attempt(client, order, struck)), connecting };
  const next = async () => ({ outcome: await (client === undefined ? further(order) : lastCall(client, order)), left: await left() });
  return { ran, next };
}

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

async function attempt(client: Client, order: Run, struck: Promise<void>): Promise<Omit<Ran, "connecting">> {
  const { scenario, limit } = order;
  const before = order.brother === "before" ? await longBrother(client).catch(() => undefined) : undefined;
  if (scenario === "later call") await echo(client);
  const started = performance.now();
  const job = submit(client, order);
  const iterators = Promise.all([ended(job), ended(job.updates())]);
  const sibling = order.sibling ? within("the sibling", limit, () => text(ofASession(client))) : undefined;
  const cancel = scenario.startsWith("cancel") ? cancelled(job, scenario, struck) : undefined;
  const brother =
    order.brother === undefined ? undefined : within("the brother", limit, () => brotherOf(client, { order, job, before, cancel }));
  const outcome = await within("the job", limit, () => cancel ?? text(job));
  const took = performance.now() - started;
  const brothers = await brother;
  const apart = performance.now() - started - took;
  const open = await within("an iterator", limit, () => iterators);
  return { outcome: open.type === "hang" ? open : outcome, took, sibling: await sibling, brother: brothers, apart };
}

function submit(client: Client, { scenario, options: { resubmit, timeout } }: Run): Job {
  switch (scenario) {
    case "call":
    case "later call":
      return client.submit("/grow", [STEPS], { resubmit });
    case "direct":
      return client.submit("/direct", [TEXT], { resubmit, timeout });
    case "large direct":
      return client.submit("/large", [LARGE], { timeout });
    case "upload":
      return client.submit("/look_at", [new Blob(["x".repeat(200_000)])]);
    case "download":
      return client.submit("/write", [TEXT]);
    case "cancel":
    case "cancel while joining":
    case "cancel while queued":
      return client.submit("/grow", [LONG]);
  }
}

function ofASession(client: Client): Job {
  return client.session().submit("/echo", ["sibling"], { headers: { "x-sibling": "session" } });
}

const BROTHER = { headers: { "x-sibling": "call" } } as const;

function echo(client: Client): Promise<unknown> {
  return client.submit("/echo", ["brother"], BROTHER).result();
}

/** A long call of the same session that runs. */
async function longBrother(client: Client): Promise<Job> {
  const job = client.submit("/grow", [LOST], BROTHER);
  for await (const _ of job) break;
  return job;
}

interface Family {
  readonly order: Run;
  readonly job: Job;
  readonly before: Job | undefined;
  readonly cancel: Promise<unknown> | undefined;
}

/** What comes of other calls of the same session. */
async function brotherOf(client: Client, { order, job, before, cancel }: Family): Promise<unknown> {
  switch (order.brother) {
    case "before":
      if (before === undefined) throw new Error("It had not begun.");
      return before.result();
    case "at once":
      return (await Promise.all([1, 2, 3, 4, 5].map(() => echo(client)))).every((value) => value === "brother") && "brother";
    case "behind the cancel":
      // When it has been cancelled here, whatever the server is told.
      await cancel?.catch(() => {});
      return (await client.submit("/grow", [1], BROTHER).result()) === "é0" && "brother";
    default:
      for await (const update of job.updates()) {
        if (update.type === "status" && update.code !== "STARTING" && update.code !== "JOINING_QUEUE") break;
      }
      return echo(client);
  }
}

async function text(job: Job): Promise<unknown> {
  const result = await job.result();
  return isOutputFile(result) ? result.text() : result;
}

/** Cancels a job at its moment, and gives what it ends with. */
async function cancelled(job: Job, scenario: Scenario, struck: Promise<void>): Promise<unknown> {
  if (scenario === "cancel while joining") await struck;
  else if (scenario === "cancel") for await (const _ of job) break;
  else for await (const update of job.updates()) if (update.type === "status" && update.code === "IN_QUEUE") break;
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
