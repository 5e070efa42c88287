import { spawn } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type ApiInfo, Client, codeProgram, codeSnippet, handleFile } from "@gradio-ts/client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildCommand } from "../cli/build-command.js";
import { freshLabel, journal } from "./calls/journal.js";
import { comparable, recordCalls } from "./calls/record-calls.js";
import { liveFolder, liveTests, repository } from "./environment/paths.js";
import { runCommand } from "./environment/run-command.js";
import { liveServers, since } from "./live-servers.js";
import { startServer } from "./server-process.js";

const HARD = "it's \"quoted\" \\ \\n `x` $HOME $(x) %s !! \t\n é😀\u2028 {1} [2] # ''' 'end'";
const LONG = "wörd ".repeat(30_000);

describe.each(liveServers())("The command line, on Gradio $version", ({ url, version, python }) => {
  let info: ApiInfo;
  let folder = "";
  const build = join(repository, "packages", "cli", "node_modules", `.live-${process.pid}`);
  beforeAll(async () => {
    await buildCommand(build);
    info = (await Client.connect(url)).viewApi();
    await mkdir(liveFolder, { recursive: true });
    folder = await mkdtemp(join(liveFolder, "command-"));
    for (const name of ["it's a.txt", "c.txt", "d.txt"]) await writeFile(join(folder, name), "12345");
    // Stands for the installed package where a snippet says `npx gradio-ts`.
    for (const [name, skip] of [
      ["npx", "shift; "],
      ["gradio-ts", ""],
    ] as const) {
      await writeFile(join(folder, name), `#!/bin/sh\n${skip}exec '${process.execPath}' '${join(build, "main.js")}' "$@"\n`);
      await chmod(join(folder, name), 0o755);
    }
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
    await rm(build, { recursive: true, force: true });
  });

  /** What a line prints in a shell that knows the command. */
  async function shell(line: string): Promise<string> {
    const script = join(folder, `${freshLabel()}.sh`);
    await writeFile(script, line);
    const { PATH = "", HOME = "" } = process.env;
    const env = { PATH: `${folder}:${PATH}`, HOME, APP: url, HF_TOKEN_PATH: "/nonexistent", NO_PROXY: "127.0.0.1,localhost" };
    return runCommand("bash", [script], { cwd: folder, env });
  }

  const values = async (line: string) =>
    (await shell(line))
      .trimEnd()
      .split("\n")
      .map((text) => JSON.parse(text) as unknown);

  describe("a snippet runs as pasted", () => {
    it.each<[string, string, readonly unknown[], readonly unknown[]]>([
      ["a text", "/echo", ["Ada"], ["echo: Ada"]],
      ["quotes and escapes", "/echo", [HARD], [`echo: ${HARD}`]],
      ["a text too long for a command line", "/echo", [LONG], [`echo: ${LONG}`]],
      ["defaults", "/greet", ["Ada"], ["Hello Ada Hello Ada"]],
      ["numbers", "/add", [1.5, -2], [-0.5]],
      ["several outputs", "/measure", ["abca"], [["ABCA", 4, { letters: ["a", "b", "c"] }]]],
      ["no output", "/nothing", ["snippet"], [[]]],
      ["a generator", "/count", [3], ["0", "1", "2"]],
      ["state", "/remember", ["word"], ["word"]],
      ["a button", "/pressed", ["x"], ['[null, "x"]']],
      ["no queue", "/direct", ["Ada"], ["echo: Ada"]],
      ["a file", "/look_at", [handleFile("it's a.txt")], [expect.stringMatching(/\.txt", "size": 5\}$/)]],
      ["files", "/join_files", [["c.txt", "d.txt"]], ['["c.txt", "d.txt"]']],
    ])("%s", async (_, endpoint, inputs, printed) => {
      expect(await values(codeSnippet(info, endpoint, { language: "cli", inputs }))).toEqual(printed);
    });
  });

  it("runs several calls as one program", async () => {
    const seen = await recordCalls(url);
    const printed = await values(codeProgram(info, seen, { language: "cli" }));
    expect(comparable(printed)).toEqual(comparable(seen.map(({ output }) => output)));
  });

  it("takes files by name, from several words and from the JSON of Python's `gradio predict`", async () => {
    const payload = JSON.stringify({ files: [{ path: "c.txt", meta: { _type: "gradio.FileData" } }] });
    const [parameter = ""] = info.namedEndpoints["/join_files"]?.parameters.map(({ name }) => name) ?? [];
    expect(await values(`gradio-ts predict $APP /join_files ${parameter}=c.txt ${parameter}=@d.txt`)).toEqual(['["c.txt", "d.txt"]']);
    expect(await values(`gradio-ts predict $APP /join_files '${payload.replace("files", parameter)}'`)).toEqual(['["c.txt"]']);
  });

  it("gives a file back, and downloads it from a pipe", async () => {
    const [parameter = ""] = info.namedEndpoints["/give_back"]?.parameters.map(({ name }) => name) ?? [];
    const line = `gradio-ts predict $APP /give_back ${parameter}=c.txt | gradio-ts download $APP -o pictures`;
    const [path = ""] = (await shell(line)).split("\n");
    expect(path).toMatch(/^pictures\/c.*\.txt$/);
    expect(await readFile(join(folder, path), "utf8")).toBe("12345");
    const uploaded = `gradio-ts upload $APP c.txt | gradio-ts download $APP --force -o up`;
    expect(await shell(uploaded)).toBe("up/c.txt\n");
  });

  it.runIf(since(version, "4.9"))("submits here and watches there", async () => {
    const updates = await values("gradio-ts submit $APP /count n=2 > job.json; gradio-ts watch - < job.json");
    expect(updates).toContainEqual({ type: "output", output: "1", index: 1 });
    expect(updates.at(-1)).toMatchObject({ type: "status", code: "FINISHED", success: true });
  });

  it("cancels at the server when it is interrupted", async () => {
    const label = freshLabel();
    const child = spawn(process.execPath, [join(build, "main.js"), "predict", url, "/tick", JSON.stringify([label, 100, 0.3])]);
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const ticks = async () => (await journal(url, label)).length;
    await vi.waitUntil(async () => (await ticks()) > 2, { timeout: 30_000, interval: 200 });
    child.kill("SIGINT");
    expect(await ended).toBe(130);
    const before = await ticks();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await ticks()).toBeLessThanOrEqual(before + 2);
  });

  it.runIf(since(version, "6.31"))("is what its documentation shows", async () => {
    const script = join(repository, "examples", "apps", "calculator.py");
    const calculator = await startServer({ python, script: join(liveTests, "examples", "launch.py"), env: { APPS: script } });
    try {
      const space = (line: string) => shell(line.replaceAll("gradio/calculator", calculator.url));
      expect(await space("gradio-ts info gradio/calculator")).toBe(
        `${[
          '/predict(num1, operation="add", num2=3) -> output',
          "  num1       number                                          Number, required",
          '  operation  "add" | "subtract" | "multiply" | "divide"      Radio',
          "  num2       number                                          Number",
          '  returns    number                                          Number "output"',
        ].join("\n")}\n`,
      );
      expect(await space("gradio-ts predict gradio/calculator num1=4 operation=multiply num2=5")).toBe("20\n");
      expect(await space("gradio-ts predict gradio/calculator num1=4 operation=modulo 2>&1; echo $?")).toBe(
        'error INVALID_ARGUMENT: operation must be one of "add", "subtract", "multiply", "divide", not "modulo"\n2\n',
      );
    } finally {
      await calculator.stop();
    }
  });
});
