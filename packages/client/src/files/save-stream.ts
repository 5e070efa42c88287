import { DownloadError } from "../errors.js";

interface Files {
  mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
  stat(path: string): Promise<{ isDirectory(): boolean }>;
  writeFile(path: string, data: ReadableStream<Uint8Array> | string, options?: { readonly flag: "wx" }): Promise<void>;
  link(from: string, to: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: true }): Promise<void>;
}
interface Disk {
  readonly "node:fs/promises": Files;
  readonly "node:path": { join(...parts: string[]): string; resolve(path: string): string; extname(path: string): string };
  readonly "node:url": { fileURLToPath(url: string | URL): string };
}
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: <Name extends keyof Disk>(name: Name) => Disk[Name] };
}

/**
 * Writes a stream to disk through a temporary name, so that no partial file ever stands under its final one.
 * @param target A file; or an existing directory, or one ending in `/`: then `name` is added, numbered if taken. Default: the working directory.
 * @returns the path written.
 */
export async function saveStream(stream: ReadableStream<Uint8Array>, target: string | URL | undefined, name: string): Promise<string> {
  const module = (globalThis as Runtime).process?.getBuiltinModule;
  if (module === undefined) throw new DownloadError("There is no disk here: use blob(), bytes() or stream().");
  const disk = module("node:fs/promises");
  const { join, resolve, extname } = module("node:path");
  const given = target instanceof URL ? module("node:url").fileURLToPath(target) : (target ?? "./");
  const isDirectory = /[/\\]$/.test(given) || (await disk.stat(given).catch(() => undefined))?.isDirectory() === true;
  const directory = isDirectory ? resolve(given) : resolve(join(given, ".."));
  await disk.mkdir(directory, { recursive: true });
  const temporary = join(directory, `.${crypto.randomUUID()}.part`);
  try {
    await disk.writeFile(temporary, stream);
    if (!isDirectory) {
      await disk.rename(temporary, resolve(given));
      return resolve(given);
    }
    const extension = extname(name);
    for (let number = 0; ; number++) {
      const path = join(directory, number === 0 ? name : `${name.slice(0, name.length - extension.length)}-${number}${extension}`);
      if (await nameIfFree(disk, temporary, path)) return path;
    }
  } finally {
    await disk.rm(temporary, { force: true });
  }
}

/** Gives a file its name; `false` if that is taken. */
async function nameIfFree(disk: Files, temporary: string, path: string): Promise<boolean> {
  try {
    // A link fails where the name is taken, a renaming would overwrite it.
    await disk.link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!NO_LINKS.has(codeOf(error))) throw error;
  }
  try {
    await disk.writeFile(path, "", { flag: "wx" });
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
  await disk.rename(temporary, path);
  return true;
}

/** How disks say that they know no links (exFAT, some network drives): there a name is taken first, and given then. */
const NO_LINKS = new Set<string | undefined>(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EACCES"]);

function codeOf(error: unknown): string | undefined {
  return (error as { readonly code?: string }).code;
}
