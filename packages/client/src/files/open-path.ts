import { UploadError } from "../errors.js";

interface Stats {
  isDirectory(): boolean;
  isFile(): boolean;
}
interface Disk {
  readonly "node:fs": {
    readonly promises: { stat(path: string): Promise<Stats> };
    openAsBlob(path: string, options: { readonly type: string }): Promise<Blob>;
  };
  readonly "node:path": { resolve(path: string): string };
  readonly "node:url": { fileURLToPath(url: string | URL): string };
}
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: <Name extends keyof Disk>(name: Name) => Disk[Name] };
}

/** The bytes of a path or a `file:` URL, which are read when they are asked for. @throws UploadError */
export async function openPath(source: string | URL, type: string): Promise<Blob> {
  const given = String(source);
  const module = (globalThis as Runtime).process?.getBuiltinModule;
  if (module === undefined)
    throw new UploadError(`${JSON.stringify(given)} is a path, and there is no disk here: give bytes or a Blob.`, given);
  try {
    const path = /^file:/i.test(given) ? module("node:url").fileURLToPath(given) : module("node:path").resolve(given);
    const { promises, openAsBlob } = module("node:fs");
    // Says what is wrong with a path; opening it does not.
    const stats = await promises.stat(path);
    if (stats.isDirectory()) throw new Error("it is a directory: give its files one by one");
    if (!stats.isFile()) throw new Error("it is no regular file: give a stream of what it yields");
    const blob = await openAsBlob(path, { type });
    // A file that may not be read shows only now.
    await blob.slice(0, 1).arrayBuffer();
    return blob;
  } catch (error) {
    throw new UploadError(`The file ${JSON.stringify(given)} cannot be read: ${(error as Error).message}.`, given, { cause: error });
  }
}
