import { basename, join } from "node:path";
import { type Client, InvalidArgumentError, type OutputFile } from "@gradio-ts/client";
import { filesIn, readFileWord } from "../inputs/file-words.js";
import { freeName } from "../output/free-name.js";
import { checkDirectory } from "./check-directory.js";
import type { Shell } from "./shell.js";
import { withClient } from "./with-client.js";

export interface DownloadFlags {
  /** Where files are saved. */
  readonly output: string;
  /** Overwrite what is there. */
  readonly force?: boolean;
}

type Save = (file: OutputFile) => Promise<void>;

/** Saves files of an app, and prints the path of each; those that are named, or all that stdin tells of. @throws DownloadError */
export async function download(shell: Shell, app: string, words: readonly string[], flags: DownloadFlags): Promise<void> {
  const fromStdin = words.length === 0 || (words.length === 1 && words[0] === "-");
  if (fromStdin && shell.stdin.isTTY) throw new InvalidArgumentError("Name files, or pipe JSON that holds some into the command.", "file");
  const named = fromStdin ? [] : words.map(readFileWord);
  await checkDirectory("--output", flags.output);
  await withClient(shell, app, async (client) => {
    const save = saver(shell, flags);
    for (const file of named) await save(client.file(file));
    if (fromStdin) await savePiped(shell, client, save);
  });
}

/** Saves as lines come in. */
async function savePiped({ stdin, signal }: Shell, client: Client, save: Save): Promise<void> {
  for await (const { value } of stdin.values()) {
    for (const file of filesIn(value)) {
      signal.throwIfAborted();
      await save(client.file(file));
    }
  }
}

/** Saves each file once. */
function saver({ output, screen, signal }: Shell, flags: DownloadFlags): Save {
  const saved = new Set<string>();
  const taken = new Set<string>();
  return async (file) => {
    const { name, url } = file;
    if (saved.has(url)) return;
    saved.add(url);
    screen.progress(() => `downloading ${name}`);
    const target = flags.force === true ? join(flags.output, freeName(name, taken)) : `${flags.output}/`;
    const path = await file.save(target, { signal });
    await output.text(join(flags.output, basename(path)));
  };
}
