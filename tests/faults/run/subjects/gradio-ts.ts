/** The client of this repository, as a process that is told what to do. */
import { Client, type ClientOptions, GradioError, isOutputFile, type Job } from "@gradio-ts/client";
import { LIMIT, type Order, type Outcome, type Ran, STEPS, TEXT } from "../task.js";
import { serveOrders } from "./serve-orders.js";

type Run = Extract<Order, { readonly do: "run" }>;

serveOrders(async (order) => {
  const started = performance.now();
  const connected = await settled(() => Client.connect(order.url, optionsOf(order)));
  const client = connected.client;
  if (client === undefined) {
    const ran = { outcome: connected.outcome, connecting: performance.now() - started, took: 0 };
    return { ran, next: () => further(order) };
  }
  const connecting = performance.now() - started;
  const ran = { ...(await attempt(client, order)), connecting };
  return {
    ran,
    async next() {
      const outcome = await within("the next call", text(client.submit("/echo", ["next"])));
      await within(
        "close()",
        client.close().then(() => "closed"),
      );
      return outcome;
    },
  };
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

async function settled(connect: () => Promise<Client>): Promise<{ readonly client?: Client; readonly outcome: Outcome }> {
  let client: Client | undefined;
  const outcome = await within(
    "connect()",
    connect().then((connected) => {
      client = connected;
    }),
  );
  return client === undefined ? { outcome } : { client, outcome };
}

/** A connection that failed is made anew. */
async function further(order: Run): Promise<Outcome> {
  const { client, outcome } = await settled(() => Client.connect(order.url, optionsOf(order)));
  if (client === undefined) return outcome;
  const next = await within("the next call", text(client.submit("/echo", ["next"])));
  await client.close();
  return next;
}

async function attempt(client: Client, order: Run): Promise<Omit<Ran, "connecting">> {
  const started = performance.now();
  const { scenario, options } = order;
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
  const sibling = order.sibling ? within("the sibling", text(ofASession(client))) : undefined;
  const brother = order.brother ? within("the brother", brotherOf(client, job)) : undefined;
  const outcome = await within("the job", scenario === "cancel" ? cancelled(job) : text(job));
  const took = performance.now() - started;
  const open = await within("an iterator", iterators);
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

async function within(what: string, work: Promise<unknown>): Promise<Outcome> {
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve({ type: "hang", what }), LIMIT);
  });
  const end = work.then(
    (value): Outcome => ({ type: "value", value }),
    (error: Error): Outcome => ({ type: "error", code: error instanceof GradioError ? error.code : error.name, message: error.message }),
  );
  return Promise.race([hang, end]).finally(() => clearTimeout(timer));
}
