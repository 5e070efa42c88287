import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import ts from "typescript";
import { describe, expect, it, onTestFinished } from "vitest";
import { complaints } from "../../packages/cli/src/testing/complaints.js";
import { typesFile } from "../../packages/cli/src/types/types-file.js";
import { connect } from "./calls/connect.js";
import { liveTests, repository } from "./environment/paths.js";
import { liveServers } from "./live-servers.js";

/** Calls with the written types: right ones, which are run, and wrong ones, which must not compile. */
const PROGRAM = `
import { Client } from "@gradio-ts/client";
import type { SuiteApp } from "./suite.gradio.js";

const client = await Client.connect<SuiteApp>(process.argv[2] ?? "");
const greeted: string = await client.predict("/greet", { name: "Ada", greeting: "Hi", times: 1, mark: "!" });
const added: number = await client.predict("/add", [1, 2]);
// @ts-expect-error no such endpoint
const misspelt = () => client.predict("/gret", ["Ada"]);
// @ts-expect-error wrong type
const wrong = () => client.predict("/add", ["1", 2]);
// @ts-expect-error too many inputs
const many = () => client.predict("/add", [1, 2, 3]);
console.log(JSON.stringify({ greeted, added, refused: [misspelt, wrong, many].length }));
await client.close();
`;

async function written(url: string, version: string): Promise<string> {
  const client = await connect(url);
  return typesFile({ api: client.viewApi(), version, command: "gradio-ts types suite", name: "SuiteApp", all: true });
}

describe.each(liveServers())("The written types of Gradio $version", ({ url, version }) => {
  it("compile, without any, and are the same each time", async () => {
    const file = await written(url, version);
    expect(complaints(file, "SuiteApp")).toEqual([]);
    expect(await written(url, version)).toBe(file);
  });

  it("let right calls compile and run, and wrong ones not", async () => {
    const folder = await mkdtemp(join(liveTests, "types-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, "suite.gradio.ts"), await written(url, version));
    const program = join(folder, "program.ts");
    await writeFile(program, PROGRAM);
    expect(diagnostics(program)).toEqual([]);
    const child = spawn(process.execPath, ["--import", "tsx", program, url], { cwd: repository, stdio: ["ignore", "pipe", "inherit"] });
    const [printed] = await Promise.all([text(child.stdout), once(child, "close")]);
    expect(JSON.parse(printed)).toEqual({ greeted: "Hi Ada!", added: 3, refused: 3 });
  });
});

/** What the repository's own compiler and settings say. */
function diagnostics(program: string): readonly string[] {
  const { config } = ts.readConfigFile(join(repository, "tsconfig.json"), ts.sys.readFile) as { config: object };
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [program], include: [] }, ts.sys, repository);
  const found = ts.getPreEmitDiagnostics(ts.createProgram([program], options));
  return found.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
