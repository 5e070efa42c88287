import { DownloadError } from "../errors.js";

interface Disk {
  readonly "node:fs/promises": {
    mkdir(path: string, options: { readonly recursive: true }): Promise<unknown>;
    stat(path: string): Promise<{ isDirectory(): boolean }>;
    writeFile(path: string, data: ReadableStream<Uint8Array>): Promise<void>;
    link(from: string, to: string): Promise<void>;
    rename(from: string, to: string): Promise<void>;
    rm(path: string, options: { readonly force: true }): Promise<void>;
  };
  readonly "node:path": { join(...parts: string[]): string; resolve(path: string): string; extname(path: string): string };
  readonly "node:url": { fileURLToPath(url: URL): string };
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
      try {
        // A link fails where the name is taken, a renaming would overwrite it.
        await disk.link(temporary, path);
        return path;
      } catch (error) {
        if ((error as { code?: string }).code !== "EEXIST") throw error;
      }
    }
  } finally {
    await disk.rm(temporary, { force: true });
  }
}
