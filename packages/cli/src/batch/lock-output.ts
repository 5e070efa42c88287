import { rmSync } from "node:fs";
import { readdir, realpath, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InvalidArgumentError } from "@gradio-ts/client";

/**
 * Keeps other batches of this machine from an output until this process ends. What keeps them is an empty file beside it, called
 * `out.ndjson.<process>.lock`: there in one step, and void once that process is gone, `kill -9` included. Of two that begin at the same
 * moment each may see the other, and neither runs; never do both.
 * @throws InvalidArgumentError if a process that lives has one, or if none can be made.
 */
export async function lockOutput(output: string): Promise<void> {
  const path = await realpath(output).catch(() => output);
  const [folder, name] = [dirname(path), basename(path)];
  const own = join(folder, `${name}.${process.pid}.lock`);
  await make(own, output);
  process.once("exit", () => rmSync(own, { force: true }));
  for (const file of await readdir(folder)) {
    const holder = holderOf(file, name);
    if (holder === undefined || holder === process.pid) continue;
    const lock = join(folder, file);
    if (isAlive(holder))
      throw new InvalidArgumentError(
        `Process ${holder} is writing ${JSON.stringify(output)}: wait for its end. If that is no batch, delete ${JSON.stringify(lock)}.`,
        "--output",
      );
    await rm(lock, { force: true });
  }
}

async function make(lock: string, output: string): Promise<void> {
  try {
    await writeFile(lock, "");
  } catch (error) {
    throw new InvalidArgumentError(
      `--output: nothing can be written to ${JSON.stringify(output)}: ${(error as Error).message}.`,
      "--output",
    );
  }
}

/** The process that a file among others is a lock of. */
function holderOf(file: string, output: string): number | undefined {
  const [, number] = file.startsWith(`${output}.`) ? (/^\.([1-9]\d*)\.lock$/.exec(file.slice(output.length)) ?? []) : [];
  return number === undefined ? undefined : Number(number);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Else it is somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
