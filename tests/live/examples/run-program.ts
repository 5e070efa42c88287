import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { liveTests, repository } from "../environment/paths.js";

export interface ProgramOptions {
  readonly args: readonly string[];
  /** Where it runs, and writes its files. */
  readonly folder: string;
  /** The app of the Spaces that a stand-in for Hugging Face has: see hugging-face.ts. */
  readonly spaceApp?: string | undefined;
}

const limit = 60_000;
const tsx = import.meta.resolve("tsx");
const huggingFace = pathToFileURL(join(liveTests, "examples", "hugging-face.ts")).href;

/** Run a program of examples/ as its reader would, and take all it prints. */
export async function runProgram(name: string, { args, folder, spaceApp }: ProgramOptions) {
  const preloads = [tsx, ...(spaceApp === undefined ? [] : [huggingFace])].flatMap((module) => ["--import", module]);
  const child = spawn(process.execPath, [...preloads, join(repository, "examples", `${name}.ts`), ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: join(repository, "tsconfig.json"),
      NO_COLOR: "1",
      FORCE_COLOR: "0",
      ...(spaceApp !== undefined && { SPACE_APP: spaceApp, HF_TOKEN: "hf_ada" }),
    },
    timeout: limit,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code: code ?? signal ?? "no exit code", output };
}
