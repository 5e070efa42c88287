import { readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { InvalidArgumentError } from "@gradio-ts/client";
import { appName, checkName } from "../types/app-name.js";
import { differingEndpoints } from "../types/differing-endpoints.js";
import { typesCommand } from "../types/types-command.js";
import { typesFile } from "../types/types-file.js";
import { checkDirectory } from "./check-directory.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

export interface TypesFlags {
  /** The file; standard output without it. */
  readonly output?: string;
  /** Of the app's type. */
  readonly name?: string;
  /** Undocumented endpoints too. */
  readonly all?: boolean;
  /** A file to compare with, in place of writing one. */
  readonly check?: string;
}

const OUT_OF_DATE = 8;

/** Writes the types of an app, or tells which endpoints differ from those of a file. @throws InvalidArgumentError */
export async function types(shell: Shell, app: string, flags: TypesFlags): Promise<void> {
  const { output, check } = flags;
  if (flags.name !== undefined) checkName(flags.name);
  if (output !== undefined) await checkDirectory("--output", dirname(output));
  const old = check === undefined ? undefined : await readOld(check);
  const text = await withClient(shell, app, async (client) => {
    const { title, version } = client.config;
    const name = flags.name ?? appName({ app, title, src: client.src });
    return typesFile({ api: client.viewApi(), version, command: typesCommand(app, flags), name, all: flags.all === true });
  });
  if (old !== undefined) return compare(shell, old, text, check ?? "");
  if (output === undefined) return shell.output.text(text.trimEnd());
  await write(output, text);
}

async function compare(shell: Shell, old: string, text: string, file: string): Promise<void> {
  const differences = differingEndpoints(old, text);
  if (differences === undefined) throw new InvalidArgumentError(`--check: ${JSON.stringify(file)} is no file that types wrote.`, "--check");
  for (const { change, endpoint } of differences) await shell.output.text(`${change} ${endpoint}`);
  if (differences.length > 0) shell.exitWith(OUT_OF_DATE);
}

async function readOld(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new InvalidArgumentError(`--check: ${JSON.stringify(file)} cannot be read: ${(error as Error).message}`, "--check");
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (error) {
    throw new InvalidArgumentError(`--output: ${JSON.stringify(file)} cannot be written: ${(error as Error).message}`, "--output");
  }
}
