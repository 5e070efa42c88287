import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "@gradio-ts/client";
import type { Random } from "./random.js";
import type { Tally } from "./tally.js";

export interface Workplace {
  readonly client: Client;
  readonly random: Random;
  readonly tally: Tally;
}

type Work = (place: Workplace) => Promise<void>;

const whole = (random: Random, below: number) => Math.floor(random() * below);
const expected = (value: unknown) => (outputs: readonly unknown[]) =>
  outputs.at(-1) === value ? undefined : `gave ${JSON.stringify(outputs)}, not ${JSON.stringify(value)}`;
const anything = () => undefined;

/** The kinds of work, and how often each is done. */
export const WORK: readonly (readonly [weight: number, work: Work])[] = [
  [4, plain],
  [4, steps],
  [2, direct],
  [3, cancelled],
  [1, timedOut],
  [1, left],
  [2, uploaded],
  [1, mapped],
  [2, remembered],
];

async function plain({ client, random, tally }: Workplace): Promise<void> {
  const word = `word ${whole(random, 1e6)}`;
  const resubmit = whole(random, 3);
  await tally.follow("a plain call", client.submit("/echo", [word], { resubmit }), expected(`echo: ${word}`));
}

async function steps({ client, random, tally }: Workplace): Promise<void> {
  const n = 1 + whole(random, 10);
  const right = JSON.stringify(Array.from({ length: n }, (_, step) => String(step)));
  await tally.follow("a generator", client.submit("/count", [n]), (outputs) =>
    JSON.stringify(outputs) === right ? undefined : `gave ${JSON.stringify(outputs)}`,
  );
}

async function direct({ client, random, tally }: Workplace): Promise<void> {
  const word = `word ${whole(random, 1e6)}`;
  await tally.follow("a direct run", client.submit("/direct", [word], { timeout: 20_000 }), expected(`echo: ${word}`));
}

async function cancelled({ client, random, tally }: Workplace): Promise<void> {
  const controller = new AbortController();
  const bySignal = random() < 0.5;
  const own = random() < 0.5 ? client.session() : undefined;
  const job = (own ?? client).submit("/aslow", ["x", random()], bySignal ? { signal: controller.signal } : {});
  const end = tally.follow("a cancelled call", job, expected("slow: x"));
  await sleep(random() * 800);
  if (bySignal) controller.abort();
  else await job.cancel();
  await end;
  await own?.close();
}

async function timedOut({ client, random, tally }: Workplace): Promise<void> {
  await tally.follow("a call that times out", client.submit("/aslow", ["x", 1], { timeout: 1 + random() * 500 }), expected("slow: x"));
}

/** A client that goes away in the middle. */
async function left({ client, random, tally }: Workplace): Promise<void> {
  const own = client.session();
  const jobs = [own.submit("/count", [10]), own.submit("/aslow", ["x", 1])];
  const ends = jobs.map((job) => tally.follow("a call of a session that is closed", job, anything));
  await sleep(random() * 400);
  await own.close();
  await Promise.all(ends);
}

async function uploaded({ client, random, tally }: Workplace): Promise<void> {
  const size = whole(random, 200_000);
  const file = new Blob([new Uint8Array(size)], { type: "application/octet-stream" });
  await tally.follow("a call with a file", client.submit("/look_at", [file]), ([told]) => {
    const { size: seen } = JSON.parse(String(told)) as { readonly size: number };
    return seen === size ? undefined : `sent ${size} bytes, of which ${seen} came`;
  });
}

/** Some rows are never read. */
async function mapped({ client, random, tally }: Workplace): Promise<void> {
  const rows = Array.from({ length: 12 }, (_, row) => [`row ${row}`]);
  const wanted = 1 + whole(random, 16);
  for await (const result of client.map("/echo", rows, { concurrency: 4 })) {
    tally.begun++;
    const error = result.status === "rejected" ? result.error : null;
    const value = result.status === "fulfilled" ? [result.output] : [];
    tally.settle("a row", error, () => expected(`echo: ${rows[result.index]?.[0]}`)(value));
    if (result.index + 1 >= wanted) break;
  }
}

/** What broke may have been remembered or not; what another session remembered never is. */
async function remembered({ client, random, tally }: Workplace): Promise<void> {
  const own = client.session();
  const mark = `m${whole(random, 1e6)}`;
  for (let call = 1; call <= 3; call++) {
    await tally.follow("a call with state", own.submit("/remember", [mark]), ([told]) => {
      const words = String(told).split(" ");
      return words.every((word) => word === mark) && words.length <= call ? undefined : `remembered ${told} after ${call} calls of ${mark}`;
    });
  }
  await own.close();
}
