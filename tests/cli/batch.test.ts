import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { journal, makeApp } from "./app.js";
import { type Ended, type RunOptions, runCommand, startCommand } from "./run-command.js";
import { Terminal } from "./terminal.js";

interface Result {
  readonly index: number;
  readonly key: string;
  readonly status: "fulfilled" | "rejected";
  readonly output?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

const app = makeApp();
let url = "";
let folder = "";
beforeAll(async () => {
  ({ url } = await app.listen({ port: 0 }));
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-batch-"));
  await writeFile(join(folder, "poem.txt"), "roses");
  await writeFile(join(folder, "song.txt"), "violets");
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await app.close({ drain: 0 });
});

const batch = (words: readonly string[], options: RunOptions = {}): Promise<Ended> =>
  runCommand(["batch", url, ...words], { cwd: folder, ...options });

const ndjson = (...rows: unknown[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/** The lines, by index; every one of them must be whole. */
function results(text: string): readonly Result[] {
  expect(text === "" || text.endsWith("\n")).toBe(true);
  const lines = text.split("\n").slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Result).sort((a, b) => a.index - b.index);
}

const outputs = (text: string) => results(text).map(({ output, error }) => output ?? error?.code);
const written = async (name: string) => readFile(join(folder, name), "utf8");
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 20_000, interval: 20 });
const refusal = (message: string) => ({ code: 2, stdout: "", stderr: expect.stringContaining(`error INVALID_ARGUMENT: ${message}`) });

describe.concurrent("gradio-ts batch", () => {
  it("calls once per row, and writes exactly a line per result and a summary", async () => {
    const { code, stdout, stderr } = await batch(["/predict"], { stdin: ndjson({ num1: 1 }, [4, "multiply", 5], { num1: "x" }) });
    const [one, two, three] = results(stdout);
    expect(stdout.split("\n")).toContain(`{"index":0,"key":"${one?.key}","status":"fulfilled","output":4}`);
    expect(two).toEqual({ index: 1, key: expect.stringMatching(/^[0-9a-f]{32}$/), status: "fulfilled", output: 20 });
    expect(three).toMatchObject({ index: 2, status: "rejected", error: { code: expect.any(String), message: expect.any(String) } });
    expect(stderr).toMatch(/^3 {2}1 failed {2}\d+(\.\d+)?\/s\n$/);
    expect(code).toBe(7);
  });

  it("takes CSV by its name or --format, typed by the schema, and empty input", async () => {
    const rows = 'text,amount,sure,extras\n42,1.5,true,"[""a""]"\n"ü, 😀\n",,,\n';
    await writeFile(join(folder, "rows.csv"), rows);
    const expected = [
      { text: "42", amount: 1.5, sure: true, extras: ["a"], data: null },
      { text: "ü, 😀\n", amount: 0, sure: false, extras: [], data: null },
    ];
    const named = await batch(["/types", "rows.csv"]);
    expect([named.code, outputs(named.stdout), named.stderr]).toEqual([0, expected, expect.stringMatching(/^2\/2 {2}0 failed {2}/)]);
    expect(outputs((await batch(["/types", "-", "--format", "csv"], { stdin: rows })).stdout)).toEqual(expected);
    expect(await batch(["/types", "--quiet"], { stdin: "" })).toEqual({ code: 0, stdout: "", stderr: "" });
    expect(await batch(["/types"], { stdin: "\n\n" })).toEqual({ code: 0, stdout: "", stderr: "0  0 failed\n" });
  });

  it("makes a result of a row that is none, wrong or refused, and goes on", async () => {
    const { code, stdout } = await batch(["/predict"], { stdin: `{"num1":\n3\n{}\n{"nun1": 1}\n${ndjson({ num1: 1, operation: "add" })}` });
    expect([code, outputs(stdout)]).toEqual([7, ["INVALID_ARGUMENT", "INVALID_ARGUMENT", "INVALID_ARGUMENT", "INVALID_ARGUMENT", 4]]);
    expect(results(stdout)[2]?.error?.message).toContain('"/predict" needs "num1"');
  });

  it("shares no state between rows, and runs so many of them at once", async () => {
    const { stdout } = await batch(["/remember"], { stdin: ndjson(...["a", "b", "c", "d", "e", "f"].map((word) => ({ word }))) });
    expect(outputs(stdout)).toEqual([["a"], ["b"], ["c"], ["d"], ["e"], ["f"]]);
  });

  it("writes each line as its row finishes, whatever else runs", async () => {
    const { child, printed, ended } = startCommand(["batch", url, "/echo", "--concurrency", "1"]);
    for (const text of ["one", "two"]) {
      child.stdin.write(ndjson({ text }));
      await until(() => printed.stdout.includes(`"output":"${text}"}\n`));
    }
    child.stdin.end();
    expect(await ended).toBe(0);
  });

  it("uploads the files of rows, and saves those of results under names of their own", async () => {
    const rows = "file\npoem.txt\nsong.txt\npoem.txt\nnone.txt\n";
    const { code, stdout } = await batch(["/shout", "--format", "csv", "--download", "saved"], { stdin: rows });
    const paths = outputs(stdout).slice(0, 3) as string[];
    expect([code, results(stdout)[3]?.error?.message]).toEqual([7, expect.stringContaining("none.txt")]);
    expect(await Promise.all(paths.map((path) => readFile(path, "utf8")))).toEqual(["ROSES", "VIOLETS", "ROSES"]);
    expect((await readdir(join(folder, "saved"))).sort()).toEqual(["poem-1.txt", "poem.txt", "song.txt"]);
  });

  it("stops at the first row that fails with --fail-fast, cancelling what runs", async () => {
    const rows = ndjson({ label: "fast" }, {}, ...Array.from({ length: 50 }, (_, index) => ({ label: `late ${index}` })));
    const { code, stdout, stderr } = await batch(["/wait", "--fail-fast"], { stdin: rows });
    expect([code, results(stdout).map(({ index }) => index), stderr]).toEqual([7, [1], expect.stringMatching(/^1 {2}1 failed/)]);
    expect(journal.filter((entry) => entry.startsWith("late") && entry.endsWith("started")).length).toBeLessThan(4);
  });

  it.each<[what: string, words: readonly string[], message: string]>([
    ["rows that are not there", ["/echo", "none.csv"], 'The rows cannot be read from "none.csv": ENOENT'],
    ["a directory of rows", ["/echo", "."], 'The rows cannot be read from ".": it is a directory.'],
    ["a header that does not fit", ["/echo", "rows-2.csv"], 'rows-2.csv has a column "word" in its header; the endpoint takes text.'],
    ["an output that exists", ["/echo", "poem.txt", "-o", "song.txt"], '"song.txt" exists: --resume goes on with it, --force replaces it.'],
    ["the rows as output", ["/echo", "poem.txt", "-o", "./poem.txt", "--force"], '"./poem.txt" is the file of the rows'],
    [
      "an output nobody can write",
      ["/echo", "poem.txt", "-o", "/dev/null/x"],
      '--output: nothing can be written to "/dev/null/x": ENOTDIR',
    ],
    ["a foreign file to go on with", ["/echo", "poem.txt", "-o", "song.txt", "--resume"], "song.txt, line 1, is no result of a batch"],
    ["--resume without a file", ["/echo", "poem.txt", "--resume"], "--resume reads the file of --output"],
    [
      "--resume with --force",
      ["/echo", "poem.txt", "-o", "x", "--resume", "--force"],
      "option '--force' cannot be used with option '--resume'",
    ],
    ["no row at once", ["/echo", "poem.txt", "--concurrency", "0"], "option '--concurrency <n>' argument '0' is invalid"],
    ["a session", ["/echo", "poem.txt", "--session", "x"], "Rows run in sessions of their own"],
  ])("refuses %s before anything is sent", async (_, words, message) => {
    await writeFile(join(folder, "rows-2.csv"), "word\nx\n");
    expect(await batch(words)).toEqual(refusal(message));
  });

  it("refuses an endpoint that is not there, and leaves the output as it was", async () => {
    await writeFile(join(folder, "precious.ndjson"), "precious");
    expect(await batch(["/ecko", "poem.txt", "-o", "precious.ndjson", "--force"])).toMatchObject({ code: 2, stdout: "" });
    expect(await written("precious.ndjson")).toBe("precious");
  });

  it("tells that the disk is full, and of what: of the file, or of standard output", async () => {
    const stdin = ndjson({ text: "a" }, { text: "b" });
    expect(await batch(["/echo", "-o", "/dev/full", "--force"], { stdin })).toEqual({
      code: 1,
      stdout: "",
      stderr: expect.stringMatching(/^error UNFORESEEN: "\/dev\/full" cannot be written: ENOSPC.*\n$/),
    });
    expect(await batch(["/echo"], { stdin, into: "/dev/full" })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error UNFORESEEN: Standard output cannot be written: ENOSPC.*\n$/),
    });
  });
});

describe.concurrent("gradio-ts batch --resume", () => {
  /** Runs rows into a file: which of them ran, and what was said. */
  async function resumed(name: string, ...rows: unknown[]) {
    await writeFile(join(folder, `${name}.rows`), ndjson(...rows));
    const before = await written(name).catch(() => "");
    const { code, stderr } = await batch(["/predict", `${name}.rows`, "-o", name, "--resume"]);
    const after = await written(name);
    return { code, stderr, after, ran: outputs(after.slice(before.length)) };
  }

  it("runs what is not there as fulfilled, though rows were added, removed, reordered, and are equal", async () => {
    const [a, b, c, bad] = [{ num1: 1 }, { num1: 2 }, { num1: 3 }, { num1: 1, operation: "modulo" }];
    const first = await resumed("first", a, b, bad, a);
    expect([first.code, first.ran]).toEqual([7, [4, 5, "APP_ERROR", 4]]);
    const second = await resumed("first", a, c, bad, a, a);
    expect([second.code, second.stderr]).toEqual([7, expect.stringMatching(/^resuming: 2 done, 3 to do\n5\/5 {2}1 failed {2}/)]);
    // The new row, the failed one, and the third of three that are equal.
    expect(second.ran).toEqual([6, "APP_ERROR", 4]);
    const keys = results(second.after).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length - 1);
    expect((await resumed("first", c, a)).ran).toEqual([]);
  });

  it("drops a torn last line, within a character too, and completes one that lacks its newline", async () => {
    const rows = [{ text: "b" }, { text: "ü😀" }];
    await writeFile(join(folder, "torn.rows"), ndjson(...rows));
    const run = () => batch(["/echo", "torn.rows", "-o", "torn", "--resume", "--concurrency", "1"]);
    await run();
    const whole = await readFile(join(folder, "torn"));
    const torn = whole.subarray(0, whole.indexOf("😀") + 2);
    await writeFile(join(folder, "torn"), torn);
    expect((await run()).code).toBe(0);
    expect(await readFile(join(folder, "torn"))).toEqual(whole);
    await writeFile(join(folder, "torn"), whole.subarray(0, -1));
    expect((await run()).stderr).toMatch(/^resuming: 2 done, 0 to do\n2\/2 {2}0 failed\n$/);
    expect(await readFile(join(folder, "torn"))).toEqual(whole);
  });

  it("says of a pipe what is done, and --force begins anew", async () => {
    const stdin = ndjson({ text: "a" }, { text: "b" });
    await batch(["/echo", "-o", "piped"], { stdin });
    const again = await batch(["/echo", "-o", "piped", "--resume"], { stdin: `${stdin}${ndjson({ text: "c" })}` });
    expect(again.stderr).toMatch(/^resuming: 2 done\n3 {2}0 failed {2}/);
    await batch(["/echo", "-o", "piped", "--force"], { stdin: ndjson({ text: "d" }) });
    expect(outputs(await written("piped"))).toEqual(["d"]);
  });
});

it("A batch shows in a terminal how far it is, and its end stays there", async () => {
  await writeFile(join(folder, "shown.rows"), ndjson(...Array.from({ length: 30 }, (_, index) => ({ n: 5, label: `shown ${index}` }))));
  const terminal = new Terminal(["batch", url, "/count", join(folder, "shown.rows"), "-o", join(folder, "shown"), "--concurrency", "2"]);
  expect(await terminal.ended).toBe(0);
  expect(terminal.lines.some((line) => /^. \d+\/30 {2}0 failed {2}[\d.]+\/s {2}about \d+ s left$/.test(line))).toBe(true);
  expect(terminal.lines.at(-1)).toMatch(/^30\/30 {2}0 failed {2}[\d.]+\/s$/);
});
