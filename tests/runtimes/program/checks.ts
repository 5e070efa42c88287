import {
  AppError,
  CancelledError,
  Client,
  ClientClosedError,
  ConnectionLostError,
  type FileLike,
  handleFile,
  InvalidArgumentError,
  isOutputFile,
  TimeoutError,
} from "@gradio-ts/client";

/** Where the apps are. */
export interface Place {
  readonly app: string;
  /** The same with a login. */
  readonly locked: string;
  /** The same behind a proxy that cuts the first event stream of each path: to be followed by a name, which must be a new one. */
  readonly cut: string;
}

/** What one check found, a line of JSON each. */
export interface Finding {
  readonly check: string;
  /** `undefined`: it holds. */
  readonly error: string | undefined;
}

/** What a program of a user does, in words that the runtimes have in common: no test runner runs in all of them. */
const CHECKS: Readonly<Record<string, (client: Client, place: Place) => Promise<void>>> = {
  "describes the app": async (client) => {
    const { parameters = [] } = client.viewApi().namedEndpoints["/add"] ?? {};
    equal(
      parameters.map(({ name }) => name),
      ["a", "b"],
    );
  },
  "makes a call": async (client) => equal(await client.predict("/add", { a: 4, b: 5 }), 9),
  "makes a call beside the queue": async (client) => equal(await client.predict("/add_at_once", [4, 5]), 9),
  "gives every output of a generator": async (client) => {
    const outputs: unknown[] = [];
    for await (const output of client.submit("/count", { n: 3 })) outputs.push(output);
    equal(outputs, ["1", "1 2", "1 2 3"]);
  },
  "tells status and outputs as they come": async (client) => {
    const told = new Set<string>();
    const job = client.submit("/count", { n: 2 });
    for await (const update of job.updates()) told.add(update.type === "status" ? update.code : update.type);
    // Which statuses come before depends on how fast the reader is.
    equal(
      ["output", "FINISHED"].filter((word) => !told.has(word)),
      [],
    );
    equal(job.status().success, true);
  },
  "cancels a call, and makes the next": async (client) => {
    const job = client.submit("/endless");
    for await (const _output of job) break;
    await job.cancel();
    equal((await job.exception()) instanceof CancelledError, true);
    equal(await client.predict("/add", [1, 1]), 2);
  },
  "fails with the app's own words": async (client) => {
    const error = await client.submit("/fail").exception();
    equal(error instanceof AppError && error.message, "Not today.");
  },
  "refuses wrong inputs": async (client) => {
    const error = await rejection(client.predict("/add", { a: 1, c: 2 }));
    equal(error instanceof InvalidArgumentError && error.parameter, "c");
  },
  "keeps to a timeout": async (client) => {
    const error = await client.submit("/endless", [], { timeout: 300 }).exception();
    equal(error instanceof TimeoutError && error.phase, "call");
  },
  "keeps the state of a session": async (client) => {
    const fresh = client.session();
    equal([await fresh.predict("/visit"), await fresh.predict("/visit")], [1, 2]);
    await fresh.close();
    const other = client.session();
    equal(await other.predict("/visit"), 1);
    await other.close();
  },
  "maps rows over an endpoint": async (client) => {
    const sums: unknown[] = [];
    for await (const result of client.map("/add", [
      [1, 2],
      [3, 4],
      [5, 6],
    ]))
      sums.push(result.status === "fulfilled" && result.output);
    equal(sums, [3, 7, 11]);
  },
  "uploads a Blob and reads the file that comes back": async (client) => {
    equal(await shouted(client, new Blob(["grüße\n"])), "GRÜSSE\n");
  },
  "uploads a stream": async (client) => {
    const bytes = new TextEncoder().encode("in two parts");
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.slice(0, 6));
        controller.enqueue(bytes.slice(6));
        controller.close();
      },
    });
    equal(await shouted(client, handleFile(stream, { name: "parts.txt" })), "IN TWO PARTS");
  },
  "says that a cut connection lost a call": async (_client, { cut }) => {
    const client = await Client.connect(`${cut}lost/`);
    const error = await client.submit("/count", { n: 3 }).exception();
    equal(error instanceof ConnectionLostError && error.retryable, true);
    equal(await client.predict("/add", [1, 2]), 3);
    await client.close();
  },
  "submits again after a cut where it may": async (_client, { cut }) => {
    const client = await Client.connect(`${cut}again/`);
    equal(await client.predict("/add", [1, 2], { resubmit: 1 }), 3);
    await client.close();
  },
  "logs in": async (_client, { locked }) => {
    const client = await Client.connect(locked, { auth: ["ada", "swordfish"] });
    equal(await client.predict("/add", [2, 2]), 4);
    await client.close();
  },
  "is closed for good": async (client) => {
    const fork = client.session();
    const job = fork.submit("/endless");
    await fork.close();
    equal((await job.exception()) instanceof CancelledError, true);
    equal((await rejection(fork.predict("/add", [1, 1]))) instanceof ClientClosedError, true);
  },
};

/** Milliseconds for one check: a busy machine's, not a target. */
const LIMIT = 20_000;

/** @param tell Is told of each check as it ends. */
export async function runChecks(place: Place, tell: (finding: Finding) => void): Promise<void> {
  const client = await Client.connect(place.app);
  for (const [check, hold] of Object.entries(CHECKS)) {
    const error = await rejection(within(LIMIT, hold(client, place)));
    tell({ check, error: error === undefined ? undefined : String((error as Error).stack ?? error) });
  }
  await client.close();
}

/** What the app makes of a file, read back. */
async function shouted(client: Client, file: FileLike): Promise<string> {
  const output = await client.predict("/shout", [file]);
  if (!isOutputFile(output)) throw new Error(`${JSON.stringify(output)} is no file`);
  return new TextDecoder().decode(await output.bytes());
}

function equal(found: unknown, expected: unknown): void {
  if (JSON.stringify(found) !== JSON.stringify(expected))
    throw new Error(`${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
}

async function rejection(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
