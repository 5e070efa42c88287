import { createReadStream } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Server, text } from "@gradio-ts/server";
import { expect, it, onTestFinished } from "vitest";
import { buildCommand } from "../cli/build-command.js";
import { repository } from "../cli/command-path.js";
import { runCommand } from "../cli/run-command.js";

const ROWS = 100_000;
/** Megabytes that Node's heap may have; a command that has just started takes some 15. */
const HEAP = 64;
const HALF_AN_HOUR = 1_800_000;

it(`a batch of ${ROWS} rows needs a heap of ${HEAP} MB, and no more to go on when all are done`, {
  timeout: 2 * HALF_AN_HOUR,
}, async () => {
  const build = `${repository}packages/cli/node_modules/.long-build`;
  await buildCommand(build);
  const folder = await mkdtemp(join(tmpdir(), "gradio-ts-memory-"));
  onTestFinished(() => Promise.all([build, folder].map((path) => rm(path, { recursive: true }))).then(() => {}));
  const app = new Server({ concurrencyLimit: null }).api("/echo", { inputs: { text: text() }, output: text() }).handle(({ text }) => text);
  const { url } = await app.listen({ port: 0 });
  onTestFinished(() => app.close({ drain: 0 }));
  const long = "ü".repeat(200);
  await writeFile(join(folder, "rows"), Array.from({ length: ROWS }, (_, row) => `{"text":"${row} ${long}"}\n`).join(""));

  const words = ["batch", url, "/echo", "rows", "-o", "out", "--resume", "--concurrency", "16"];
  const options = { cwd: folder, env: { NODE_OPTIONS: `--max-old-space-size=${HEAP}` }, main: `${build}/main.js`, timeout: HALF_AN_HOUR };
  const first = await runCommand(words, options);
  expect([first.code, first.stderr]).toEqual([0, expect.stringMatching(new RegExp(`^${ROWS}/${ROWS} {2}0 failed {2}`))]);
  expect(await runCommand(words, options)).toEqual({
    code: 0,
    stdout: "",
    stderr: `resuming: ${ROWS} done, 0 to do\n${ROWS}/${ROWS}  0 failed\n`,
  });
  let lines = 0;
  for await (const _ of createInterface({ input: createReadStream(join(folder, "out")) })) lines++;
  expect(lines).toBe(ROWS);
});
