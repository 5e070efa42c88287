import { rmSync } from "node:fs";
import { readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Who has what was wanted. */
export interface Holder {
  readonly pid: number;
  /** What says so. */
  readonly file: string;
}

/**
 * Has something for this process alone, among those of this machine, until it ends. What says so is an empty file, called `<path>.<pid>.lock`:
 * there in one step, and void once that process is gone, `kill -9` included. Of two that begin at the same moment each may see the other, and
 * neither gets it; never do both.
 * @returns the living process that has it; `undefined` if this one has it now.
 * @throws what the system says, if there can be no such file.
 */
export async function takeLock(path: string): Promise<Holder | undefined> {
  const [folder, name] = [dirname(path), basename(path)];
  const own = `${path}.${process.pid}.lock`;
  await writeFile(own, "");
  process.once("exit", () => rmSync(own, { force: true }));
  for (const other of await readdir(folder)) {
    const pid = holderOf(other, name);
    if (pid === undefined || pid === process.pid) continue;
    const file = join(folder, other);
    if (isAlive(pid)) return { pid, file };
    // Of another user it stays.
    await rm(file, { force: true }).catch(() => {});
  }
  return undefined;
}

function holderOf(file: string, name: string): number | undefined {
  const [, pid] = file.startsWith(`${name}.`) ? (/^\.([1-9]\d*)\.lock$/.exec(file.slice(name.length)) ?? []) : [];
  return pid === undefined ? undefined : Number(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Else it is another user's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
