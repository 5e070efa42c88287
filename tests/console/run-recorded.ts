import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { repository } from "../live/environment/paths.js";
import { prepareEnvironment } from "../live/environment/prepare-environment.js";
import { runCommand } from "../live/environment/run-command.js";

const programs = fileURLToPath(new URL("../live/snippets/", import.meta.url));
const env = { ...process.env, NO_PROXY: "127.0.0.1,localhost", no_proxy: "127.0.0.1,localhost", HF_HUB_DISABLE_TELEMETRY: "1" };

/** Runs a recorded program in a folder below the repository, where its files are. @returns what it prints */
export async function runTypescript(folder: string, code: string): Promise<unknown> {
  const path = join(folder, "program.ts");
  await writeFile(path, code);
  const options = { env: { ...env, TSX_TSCONFIG_PATH: join(repository, "tsconfig.json") }, cwd: folder };
  const tsx = fileURLToPath(import.meta.resolve("tsx"));
  const told = await runCommand(process.execPath, ["--import", tsx, join(programs, "run-snippets.ts"), path], options);
  return (JSON.parse(told) as unknown[])[0];
}

/** The same in Python, with the newest `gradio_client`. */
export async function runPython(folder: string, code: string): Promise<unknown> {
  const path = join(folder, "program.py");
  await writeFile(path, code);
  const told = await runCommand(await prepareEnvironment("tools"), [join(programs, "run_snippets.py"), path], { env, cwd: folder });
  return (JSON.parse(told.trimEnd().split("\n").at(-1) ?? "") as unknown[])[0];
}
