import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { liveFolder } from "./paths.js";

/** Do something in `.live/` alone, so that two runs started together do not install over each other. */
export async function withLock<T>(work: () => Promise<T>): Promise<T> {
  const lock = join(liveFolder, "lock");
  await mkdir(liveFolder, { recursive: true });
  while (!(await take(lock))) await sleep(500);
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch {
    const owner = Number(await readFile(lock, "utf8").catch(() => ""));
    // Left by a run that was killed.
    if (owner > 0 && !isAlive(owner)) await rm(lock, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
