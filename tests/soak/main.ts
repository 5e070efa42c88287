/**
 * `npm run soak -- --minutes 2 --seed 7`: many kinds of calls at once over a network of which 1 request in 20 is broken. Every job and every iterator
 * must end, with the right value or an excuse, and the client must hold no more at the end than before.
 * `--url`: against another server that offers what `tests/live/apps/suite.py` does; `--at-once 20`: so much goes on at a time.
 *
 * The last line has the counts. Ends with 1 if anything was wrong.
 */
import { Client } from "@gradio-ts/client";
import { readArguments } from "./arguments.js";
import { breakingFetch } from "./breaking-fetch.js";
import { heapSize } from "./heap-size.js";
import { choose, seeded } from "./random.js";
import { startServer } from "./start-server.js";
import { Tally } from "./tally.js";
import { WORK } from "./work.js";

/** Bytes by which the heap may grow between its two measurements, however long the soak: code that was compiled late, and no job. */
const MOST_GROWTH = 4e6;
const BROKEN = 0.05;

const { minutes, seed, atOnce, url } = readArguments(process.argv.slice(2));
console.log(`Soaking for ${minutes} min with seed ${seed}`);
const tally = new Tally();
process.on("unhandledRejection", (reason) => tally.defects.push(`An unhandled rejection: ${reason}`));
const random = seeded(seed);
const { fetch, faults, breakSome } = breakingFetch(random);
const server = url === undefined ? await startServer() : undefined;
const client = await Client.connect(url ?? server?.url ?? "", { fetch, requestTimeout: 5000, silenceTimeout: 10_000 });
breakSome(BROKEN);

// Before the first measurement everything has been done.
await work(minutes * 0.2);
const before = await heapSize();
await work(minutes * 0.8);
const after = await heapSize();
breakSome(0);
await tally.follow("the call after all", client.submit("/echo", ["x"]), ([told]) => (told === "echo: x" ? undefined : `gave ${told}`));
await client.close();
await server?.stop();

if (after - before > MOST_GROWTH) tally.defects.push(`The heap has grown by ${megabytes(after - before)}`);
if (tally.settled !== tally.begun) tally.defects.push(`${tally.begun - tally.settled} jobs have not ended`);
for (const defect of tally.defects.slice(0, 20)) console.log(`✗ ${defect}`);
const heap = `heap ${megabytes(before)} → ${megabytes(after)} (at most +${megabytes(MOST_GROWTH)})`;
console.log(
  `${tally.begun} jobs in, ${tally.settled} settled: ${tally.succeeded} with their value, ${listed(tally.failed)}; ` +
    `${listed(faults)}; ${heap}; seed ${seed}; ${tally.defects.length} defects`,
);
process.exitCode = tally.defects.length === 0 ? 0 : 1;

async function work(time: number): Promise<void> {
  const end = performance.now() + time * 60_000;
  const worker = async () => {
    while (performance.now() < end) await choose(random, WORK)({ client, random, tally });
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, count]) => `${count} ${name}`).join(", ");
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
