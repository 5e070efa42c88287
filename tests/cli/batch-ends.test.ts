import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { except } from "./answers.js";
import { journal } from "./app.js";
import { runCommand, startCommand } from "./run-command.js";
import { serveApp } from "./serve-app.js";

const app = serveApp();
let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-batch-ends-"));
});
afterAll(() => rm(folder, { recursive: true }));

const INTERRUPTED = { stdout: "", stderr: "error CANCELLED: Interrupted.\n" };
const ndjson = (...rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const until = (condition: () => boolean | Promise<boolean>) => vi.waitUntil(condition, { timeout: 20_000, interval: 20 });
const written = (name: string) => readFile(join(folder, name), "utf8").catch(() => "");
/** The outputs in a file of results, every line of which must be whole. */
const outputs = async (name: string) => {
  const lines = (await written(name)).split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => (JSON.parse(line) as { readonly output: unknown }).output);
};
const start = (url: string, ...words: readonly string[]) => startCommand(["batch", url, ...words], folder);
const locks = async (name: string) => (await readdir(folder)).filter((file) => file.startsWith(name) && file.endsWith(".lock"));

describe.concurrent("A batch that is ended", () => {
  it("by Ctrl-C cancels what runs, and has written whole lines only", async () => {
    await writeFile(join(folder, "ended.rows"), ndjson({ n: 1, label: "quick" }, { n: 1e6, label: "first" }, { n: 1e6, label: "second" }));
    const { child, printed, ended } = start(app.url, "/count", "ended.rows", "-o", "ended");
    await until(async () => (await written("ended")) !== "");
    child.kill("SIGINT");
    expect([await ended, printed]).toEqual([130, INTERRUPTED]);
    await until(() => journal.includes("first cancelled") && journal.includes("second cancelled"));
    expect(await outputs("ended")).toEqual([0]);
  });

  it("by Ctrl-C twice waits for no answer, has written whole lines only, and goes on with --resume", async () => {
    let asked = 0;
    const deaf = await app.answer(except(app.url, /cancel/, () => void asked++));
    await writeFile(join(folder, "twice.rows"), ndjson({ n: 1 }, { n: 100, label: "slow" }, { n: 101, label: "slow too" }));
    const { child, printed, ended } = start(deaf, "/count", "twice.rows", "-o", "twice");
    await until(async () => (await written("twice")) !== "");
    child.kill("SIGINT");
    await until(() => asked === 2);
    // Sooner it would be the same key.
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([child.exitCode, await outputs("twice")]).toEqual([null, [0]]);
    child.kill("SIGINT");
    expect([await ended, printed.stdout]).toEqual([130, ""]);
    expect([await outputs("twice"), await locks("twice")]).toEqual([[0], []]);
    const resumed = start(app.url, "/count", "twice.rows", "-o", "twice", "--resume");
    expect([await resumed.ended, resumed.printed.stderr]).toEqual([
      0,
      expect.stringMatching(/^resuming: 1 done, 2 to do\n3\/3 {2}0 failed/),
    ]);
    expect(await outputs("twice")).toEqual([0, 99, 100]);
  });

  it("by a closed standard output ends quietly", async () => {
    const { child, printed, ended } = start(app.url, "/count");
    child.stdin.write(ndjson({ n: 1 }, { n: 1e6, label: "unheard" }));
    await until(() => printed.stdout !== "");
    child.stdout.destroy();
    child.stdin.on("error", () => {});
    child.stdin.write(ndjson({ n: 1 }, { n: 1 }));
    expect([await ended, printed.stderr]).toEqual([0, ""]);
    await until(() => journal.includes("unheard cancelled"));
  });
});

it.concurrent("A batch whose rows come faster than they run makes their producer wait", async () => {
  const { child, ended } = start(app.url, "/wait", "--concurrency", "1", "-q");
  child.stdin.write(ndjson({ label: "full" }));
  await until(() => journal.includes("full started"));
  const chunk = ndjson(...Array.from({ length: 1000 }, () => ({ label: "x".repeat(64) })));
  let megabytes = 0;
  // Until the batch takes no more for a second, or it is clear that it takes all there is.
  for (let taken = true; taken && megabytes < 32; ) {
    const accepted = new Promise<boolean>((resolve) => child.stdin.write(chunk, () => resolve(true)));
    taken = await Promise.race([accepted, new Promise<boolean>((resolve) => setTimeout(resolve, 1000, false))]);
    if (taken) megabytes += chunk.length / 1e6;
  }
  expect(megabytes).toBeLessThan(1);
  child.stdin.on("error", () => {});
  child.kill("SIGINT");
  expect(await ended).toBe(130);
});

describe.concurrent("Two batches with one output", () => {
  it.each(["--resume", "--force"])("do not run at the same time: the second is refused, with %s", async (flag) => {
    const name = `shared${flag}`;
    const first = start(app.url, "/wait", "-o", name, flag);
    first.child.stdin.write(ndjson({ label: name }));
    await until(() => journal.includes(`${name} started`));
    const second = await runCommand(["batch", app.url, "/echo", "-o", `./${name}`, flag], { cwd: folder, stdin: ndjson({ text: "a" }) });
    const refused = `error INVALID_ARGUMENT: Process ${first.child.pid} is writing "./${name}": wait for its end.`;
    expect(second).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(refused) });
    expect(await locks(name)).toEqual([`${name}.${first.child.pid}.lock`]);
    first.child.kill("SIGINT");
    expect([await first.ended, await locks(name)]).toEqual([130, []]);
  });

  it("run after each other, though the first was killed and left its lock behind", async () => {
    const first = start(app.url, "/wait", "-o", "left");
    first.child.stdin.write(ndjson({ label: "left" }));
    await until(() => journal.includes("left started"));
    first.child.kill("SIGKILL");
    await once(first.child, "close");
    expect(await locks("left")).toHaveLength(1);
    const second = ["batch", app.url, "/echo", "-o", "left", "--resume", "-q"];
    expect(await runCommand(second, { cwd: folder, stdin: ndjson({ text: "a" }) })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect([await outputs("left"), await locks("left")]).toEqual([["a"], []]);
  });

  it("that is no file, but a device, do", async () => {
    const words = ["batch", app.url, "/echo", "-o", "/dev/null", "--force", "-q"];
    expect(await runCommand(words, { stdin: ndjson({ text: "a" }) })).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});
