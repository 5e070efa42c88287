import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { HARMLESS, journal, makeApp } from "./app.js";
import { runCommand, startCommand } from "./run-command.js";

const app = makeApp();
let url = "";
let folder = "";
beforeAll(async () => {
  ({ url } = await app.listen({ port: 0 }));
  folder = await mkdtemp(join(tmpdir(), "gradio-ts-calls-"));
  await writeFile(join(folder, "poem.txt"), "roses\nare red\n");
  await writeFile(join(folder, "data.json"), '{"a": [1]}');
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await app.close({ drain: 0 });
});

const types = (given: object) => `${JSON.stringify({ text: "", amount: 0, sure: false, extras: [], data: null, ...given })}\n`;

describe("gradio-ts predict", () => {
  it.concurrent.each<[what: string, words: readonly string[], stdin: string | undefined, stdout: string]>([
    [
      "name=value, as the schema says",
      ["/types", "text=42", "amount=1.5", "sure=true", 'extras=["a","c"]', "data=42"],
      undefined,
      types({ text: "42", amount: 1.5, sure: true, extras: ["a", "c"], data: 42 }),
    ],
    ["an endpoint's number, and JSON", ["0", '[4, "multiply"]'], undefined, "12\n"],
    ["JSON from stdin", ["/predict", "-"], '{"num1": 4}', "7\n"],
    [
      "files, for texts and data",
      ["/types", "text=@poem.txt", "data=@data.json"],
      undefined,
      types({ text: "roses\nare red\n", data: { a: [1] } }),
    ],
    ["a text from stdin, and flags anywhere", ["-q", "/echo", "--timeout", "30s", "text=-"], "from\nstdin", '"from\\nstdin"\n'],
  ])("takes %s", async (_, words, stdin, stdout) => {
    expect(await runCommand(["predict", url, ...words], { stdin, cwd: folder })).toEqual({ code: 0, stdout, stderr: "" });
  });

  it.concurrent.each<[what: string, words: readonly string[], message: string]>([
    [
      "what is no choice",
      ["num1=4", "operation=modulo"],
      'operation must be one of "add", "subtract", "multiply", "divide", not "modulo"\n',
    ],
    [
      "a misspelt name",
      ["num1=1", "operatoin=add"],
      '"/predict" has no parameter "operatoin". It takes (num1, operation?, num2?).\nhint: Did you mean "operation"?\n',
    ],
    ["a missing input", [], '"/predict" needs "num1" (Number: number).\nhint: Give it as num1=…; info shows what an endpoint takes.\n'],
  ])("refuses %s", async (_, words, message) => {
    const ended = await runCommand(["predict", url, "/predict", ...words]);
    expect(ended).toEqual({ code: 2, stdout: "", stderr: `error INVALID_ARGUMENT: ${message}` });
  });

  it.concurrent("prints several outputs as an array, and a text as it is with --raw", async () => {
    expect((await runCommand(["predict", url, "/pair"])).stdout).toBe('[1,"two"]\n');
    expect((await runCommand(["predict", url, "/echo", "-r", 'text=a \u001b[1m\n"b"'])).stdout).toBe('a \u001b[1m\n"b"\n');
  });

  it.concurrent("prints the last output of a generator, or each on its line", async () => {
    expect((await runCommand(["predict", url, "/count", "n=3"])).stdout).toBe("2\n");
    expect((await runCommand(["predict", url, "/count", "n=3", "--stream"])).stdout).toBe("0\n1\n2\n");
  });

  it.concurrent("shows the app's log lines with their level, whether or not there is a terminal, unless it is to be quiet", async () => {
    const told = `info: ${HARMLESS}\nwarning: Careful.\n`;
    expect(await runCommand(["predict", url, "/tell"])).toEqual({ code: 0, stdout: '"told"\n', stderr: told });
    expect(await runCommand(["predict", url, "/tell", "--quiet"])).toEqual({ code: 0, stdout: '"told"\n', stderr: "" });
  });

  it.concurrent("keeps state from command to command in a session that is named", async () => {
    const say = (word: string) => runCommand(["predict", url, "/remember", `word=${word}`, "--session", "a-known-session"]);
    expect((await say("one")).stdout).toBe('["one"]\n');
    expect((await say("two")).stdout).toBe('["one","two"]\n');
  });

  it.concurrent("lets no control character of an app through in JSON", async () => {
    const { stdout } = await runCommand(["predict", url, "/echo", "text=\u001b[31m \u009b2J \u202e"]);
    expect(stdout).toBe('"\\u001b[31m \\u009b2J \\u202e"\n');
  });
});

describe("gradio-ts submit and watch", () => {
  it("leave a call here and read it there", async () => {
    const { stdout: reference } = await runCommand(["submit", url, "/count", "n=2"]);
    expect(JSON.parse(reference)).toEqual({
      src: `${url}/`,
      endpoint: "/count",
      eventId: expect.any(String),
      sessionHash: expect.any(String),
    });
    const { code, stdout, stderr } = await runCommand(["watch", "-"], { stdin: reference });
    const updates = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(updates.filter(({ type }) => type === "output")).toEqual([
      { type: "output", output: 0, index: 0 },
      { type: "output", output: 1, index: 1 },
    ]);
    expect(updates.at(-1)).toEqual({
      type: "status",
      code: "FINISHED",
      rank: null,
      queueSize: null,
      eta: null,
      success: true,
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      progressData: null,
      error: null,
    });
  });

  it("give the result alone, and the exit code of the call", async () => {
    const submitted = async (...words: string[]) => (await runCommand(["submit", url, ...words])).stdout.trim();
    const reference = await submitted("/count", "n=2");
    expect(await runCommand(["watch", reference, "--result"])).toEqual({ code: 0, stdout: "1\n", stderr: "" });
    const again = await runCommand(["watch", reference, "--result"]);
    expect(again).toEqual({ code: 3, stdout: "", stderr: expect.stringMatching(/^error SESSION_NOT_FOUND: .*\n$/) });
    const failed = await runCommand(["watch", await submitted("/fail")]);
    expect(failed).toMatchObject({ code: 1, stderr: `error APP_ERROR: ${HARMLESS}\n` });
    expect(JSON.parse(failed.stdout.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({ success: false, error: { code: "APP_ERROR" } });
  });

  it.concurrent("refuse a second reader while the first reads, which hears and loses nothing by it", async () => {
    const { stdout: reference } = await runCommand(["submit", url, "/wait", "label=claimed"]);
    const first = startCommand(["watch", reference]);
    await vi.waitUntil(() => first.printed.stdout.includes("PROGRESS"), { timeout: 20_000, interval: 20 });
    const second = await runCommand(["watch", "-", "--result"], { stdin: reference });
    const refused = `error INVALID_ARGUMENT: Process ${first.child.pid} is watching this call, which has one reader.`;
    expect(second).toEqual({ code: 2, stdout: "", stderr: expect.stringContaining(refused) });
    expect([first.child.exitCode, journal.includes("claimed cancelled")]).toEqual([null, false]);
    first.child.kill("SIGINT");
    expect(await first.ended).toBe(130);
  });

  it.concurrent("refuse a session, which a submitted call has of its own, and what is no reference", async () => {
    expect(await runCommand(["submit", url, "/count", "n=1", "--session", "x"])).toMatchObject({ code: 2, stdout: "" });
    expect(await runCommand(["watch", "{}", "--session", "x"])).toMatchObject({ code: 2, stdout: "" });
    for (const reference of ["{}", "x", `{"src": "${url}"}`])
      expect(await runCommand(["watch", reference])).toMatchObject({ code: 2, stdout: "" });
  });
});

describe("gradio-ts info", () => {
  it.concurrent("shows one endpoint, or all", async () => {
    const calculator = [
      '/predict(num1, operation="add", num2=3) -> output',
      "  num1       number                                          Number, required",
      '  operation  "add" | "subtract" | "multiply" | "divide"      Dropdown',
      "  num2       number                                          Number",
      '  returns    number                                          Number "output"',
      "",
    ].join("\n");
    expect(await runCommand(["info", url, "/predict"])).toEqual({ code: 0, stdout: calculator, stderr: "" });
    const { stdout } = await runCommand(["info", url]);
    expect(stdout.startsWith(`${calculator}\n/echo(text) -> output\n`)).toBe(true);
  });

  it.concurrent("shows undocumented endpoints with --all only, and nothing that a terminal obeys", async () => {
    expect((await runCommand(["info", url])).stdout).not.toContain("/odd");
    const { stdout } = await runCommand(["info", url, "--all"]);
    expect(stdout).toContain("/odd() -> ");
    expect(stdout).toContain("  red bell clear reversed\n  second line\n");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what terminals obey
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
  });

  it.concurrent("gives the structure as JSON", async () => {
    const { stdout } = await runCommand(["info", url, "/predict", "--json"]);
    const info = JSON.parse(stdout) as { namedEndpoints: Record<string, { parameters: unknown[] }> };
    expect(Object.keys(info.namedEndpoints)).toEqual(["/predict"]);
    expect(info.namedEndpoints["/predict"]?.parameters[0]).toMatchObject({ name: "num1", required: true, schema: { type: "number" } });
    const all = JSON.parse((await runCommand(["info", url, "--json"])).stdout) as typeof info;
    expect(Object.keys(all.namedEndpoints)).toContain("/echo");
  });

  it.concurrent.each([
    ["ts", /^import \{ Client \} from "@gradio-ts\/client";/],
    ["python", /^from gradio_client import Client/],
    ["bash", /^EVENT_ID=\$\(curl/],
    ["cli", /^npx gradio-ts predict http:\/\/\S+ \/echo 'text=/],
  ])("writes a call in %s", async (language, begins) => {
    expect((await runCommand(["info", url, "/echo", "--snippet", language])).stdout).toMatch(begins);
  });
});
