import { fileStream } from "./file-stream.js";
import { isInside } from "./is-inside.js";
import { nodeModule, workingDirectory } from "./node-modules.js";
import type { Opened } from "./vault.js";

/** A file below one of the directories an author allowed, links resolved; `undefined` for any other. */
export async function allowedFile(path: string, allowed: readonly string[]): Promise<Opened | undefined> {
  const real = await resolved(path);
  if (real === undefined || !(await isBelow(allowed, real))) return undefined;
  return opened(real);
}

/**
 * A file that a handler gives by its path: below the temporary directory, the working directory (no part of the way there begins with a dot),
 * or a directory that is allowed. @throws Error
 */
export async function ownFile(given: string, allowed: readonly string[]): Promise<Opened> {
  const path = /^file:/i.test(given) ? nodeModule("node:url").fileURLToPath(given) : given;
  const real = await resolved(path);
  const file = real === undefined ? undefined : await opened(real);
  if (real === undefined || file === undefined) throw new Error(`The file ${JSON.stringify(given)} that the handler gives is not there.`);
  if ((await isBelow([...allowed, nodeModule("node:os").tmpdir()], real)) || (await isInWorkingDirectory(real))) return file;
  throw new Error(`The file ${JSON.stringify(given)} may not be given: name its directory in the option allowedPaths.`);
}

async function isInWorkingDirectory(real: string): Promise<boolean> {
  const { relative, sep } = nodeModule("node:path");
  const directory = await resolved(workingDirectory());
  if (directory === undefined || !isInside(directory, real)) return false;
  return !relative(directory, real)
    .split(sep)
    .some((part) => part.startsWith("."));
}

async function isBelow(directories: readonly string[], real: string): Promise<boolean> {
  const resolvedDirectories = await Promise.all(directories.map(resolved));
  return resolvedDirectories.some((directory) => directory !== undefined && isInside(directory, real));
}

/** The path behind every link; `undefined` if nothing is there. */
async function resolved(path: string): Promise<string | undefined> {
  try {
    return await nodeModule("node:fs").promises.realpath(nodeModule("node:path").resolve(path));
  } catch {
    return undefined;
  }
}

async function opened(real: string): Promise<Opened | undefined> {
  const stats = await nodeModule("node:fs").promises.stat(real);
  if (!stats.isFile()) return undefined;
  const { size, mtimeMs } = stats;
  return {
    name: nodeModule("node:path").basename(real),
    size,
    type: "",
    version: `${mtimeMs.toString(36)}-${size.toString(36)}`,
    read: (start = 0, end = size) => fileStream(real, start, end),
    cancel() {},
  };
}
