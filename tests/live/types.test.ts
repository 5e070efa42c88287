import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import ts from "typescript";
import { describe, expect, it, onTestFinished } from "vitest";
import { complaints } from "../../packages/cli/src/testing/complaints.js";
import { typeName } from "../../packages/cli/src/types/type-name.js";
import { typesFile } from "../../packages/cli/src/types/types-file.js";
import { compilers, installCompilers } from "../compilers/compilers.js";
import { connect } from "./calls/connect.js";
import { withLock } from "./environment/lock.js";
import { liveTests, repository } from "./environment/paths.js";
import { liveServers } from "./live-servers.js";
import { compileFiles } from "./types/compile-files.js";
import { startApps } from "./types/start-apps.js";

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

async function written(url: string, version: string, name = "SuiteApp"): Promise<string> {
  const client = await connect(url);
  return typesFile({ api: client.viewApi(), version, command: `gradio-ts types ${url}`, name, all: true });
}

describe.each(liveServers())("The written types of Gradio $version", (live) => {
  const { url, version } = live;

  it("compile for every app of these tests, by TypeScript 5.4, 5.9, 6 and 7, without any, and are the same each time", async () => {
    // Another version may be at it.
    await withLock(async () => installCompilers());
    const apps = await startApps(live);
    onTestFinished(() => apps.stop());
    const files = new Map<string, string>();
    for (const [app, where] of apps.urls) {
      const name = `${typeName(app)}App`;
      const file = await written(where, version, name);
      expect([app, complaints(file, name)]).toEqual([app, []]);
      expect(await written(where, version, name)).toBe(file);
      files.set(name, file);
    }
    await compileFiles(files, compilers);
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
