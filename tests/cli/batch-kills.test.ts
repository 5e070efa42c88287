import { spawn } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { json, number, Server } from "@gradio-ts/server";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { commandFile } from "./command-path.js";
import { environment } from "./run-command.js";

const SEED = 20_260;
const KILLS = 20;
const ROWS = 400;
const CONCURRENCY = 4;

/** Numbers from 0 to 1 that are the same in every run: mulberry32. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = random(SEED);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** How often each row has begun, and how many run now. */
const begun = new Map<number, number>();
let running = 0;
const total = () => [...begun.values()].reduce((sum, count) => sum + count, 0);

const app = new Server({ concurrencyLimit: null }).api("/work", { inputs: { n: number() }, output: json() }).handle(async ({ n }) => {
  begun.set(n, (begun.get(n) ?? 0) + 1);
  running++;
  await sleep(2 + (n % 7));
  running--;
  // Lines of many sizes, so that some of them are long in being written.
  return { n, text: "ü😀".repeat(n % 50 === 0 ? 100_000 : n) };
});

let url = "";
let folder = "";
beforeAll(async () => {
  ({ url } = await app.listen({ port: 0 }));
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-kills-"));
  await writeFile(join(folder, "rows"), Array.from({ length: ROWS }, (_, n) => `{"n":${n}}\n`).join(""));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await app.close({ drain: 0 });
});

function start() {
  const words = ["batch", url, "/work", "rows", "-o", "out", "--resume", "--concurrency", String(CONCURRENCY)];
  const child = spawn(process.execPath, [commandFile, ...words], { cwd: folder, env: environment(), stdio: "ignore", timeout: 30_000 });
  return { child, ended: new Promise((resolve) => child.on("close", (code, signal) => resolve(code ?? signal))) };
}

/** The rows that have a whole line, as often as they have one. */
async function written(): Promise<readonly number[]> {
  const text = await readFile(join(folder, "out"), "utf8").catch(() => "");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => (JSON.parse(line) as { readonly output: { readonly n: number } }).output.n);
}

/** What the rows whose lines are written have cost, and the lines there are. */
async function settled() {
  // What was sent before may still begin: until nothing runs any more, and has not for a moment.
  do await sleep(20);
  while (running > 0);
  const lines = await written();
  expect(new Set(lines).size).toBe(lines.length);
  return { lines, runs: new Map(begun), lost: total() - lines.length };
}

it("A batch killed at 20 moments loses no row, runs none again whose line is written, and at most `concurrency` others a kill", async () => {
  let before = await settled();
  for (let kills = 0; kills < KILLS; kills++) {
    const { child, ended } = start();
    const enough = total() + Math.floor(next() * 18);
    await vi.waitUntil(() => total() > enough, { timeout: 20_000, interval: 1 });
    await sleep(next() * 10);
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    const after = await settled();
    expect(after.lines.slice(0, before.lines.length)).toEqual(before.lines);
    for (const row of before.lines) expect([row, begun.get(row)]).toEqual([row, before.runs.get(row)]);
    expect(after.lost - before.lost).toBeLessThanOrEqual(CONCURRENCY);
    before = after;
  }
  expect(await start().ended).toBe(0);
  const { lines, lost } = await settled();
  expect([...lines].sort((a, b) => a - b)).toEqual(Array.from({ length: ROWS }, (_, n) => n));
  expect(lost).toBe(before.lost);
  expect(await readdir(folder)).toEqual(["out", "rows"]);
  // Else no kill came while rows were running.
  expect(lost).toBeGreaterThan(KILLS);
}, 120_000);
