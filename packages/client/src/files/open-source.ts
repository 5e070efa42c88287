import { UploadError } from "../errors.js";
import { readDataUrl } from "./data-url.js";
import type { FileSource } from "./handle-file.js";

interface FileSystem {
  readonly promises: { stat(path: string | URL): Promise<{ isDirectory(): boolean }> };
  openAsBlob(path: string | URL, options?: { readonly type?: string }): Promise<Blob>;
}
interface Runtime {
  readonly process?: { readonly getBuiltinModule?: (name: string) => FileSystem | undefined };
}

/** The bytes of a file that is to be uploaded. A path is read while it is sent, not before. @throws UploadError */
export async function openSource(source: FileSource, name: string, type: string | undefined): Promise<Blob> {
  const options = type === undefined ? {} : { type };
  if (source instanceof Blob) return type === undefined || type === source.type ? source : source.slice(0, source.size, type);
  if (source instanceof Uint8Array || source instanceof ArrayBuffer) return new Blob([source as Uint8Array<ArrayBuffer>], options);
  if (source instanceof ReadableStream) return openStream(source, name, options);
  const text = String(source);
  return /^data:/i.test(text) ? openDataUrl(text, name, type) : openPath(source, name, options);
}

async function openStream(source: ReadableStream<Uint8Array>, name: string, options: { readonly type?: string }): Promise<Blob> {
  if (source.locked)
    throw new UploadError(`The stream of ${JSON.stringify(name)} is being read already, or was: a stream is read once.`, name);
  try {
    return new Blob([await new Response(source).arrayBuffer()], options);
  } catch (error) {
    throw new UploadError(`The stream of ${JSON.stringify(name)} could not be read: ${(error as Error).message}`, name, { cause: error });
  }
}

async function openPath(source: string | URL, name: string, options: { readonly type?: string }): Promise<Blob> {
  const path = typeof source === "string" && /^file:/i.test(source) ? new URL(source) : source;
  const fileSystem = (globalThis as Runtime).process?.getBuiltinModule?.("node:fs");
  if (fileSystem === undefined)
    throw new UploadError(`${JSON.stringify(name)} is a path, and there is no disk here: give bytes or a Blob.`, String(source));
  try {
    // Says what is wrong with a path; opening it does not.
    if ((await fileSystem.promises.stat(path)).isDirectory()) throw new Error("it is a directory");
    const blob = await fileSystem.openAsBlob(path, options);
    // A file that may not be read shows only now.
    await blob.slice(0, 1).arrayBuffer();
    return blob;
  } catch (error) {
    throw new UploadError(`The file ${JSON.stringify(String(source))} cannot be read: ${(error as Error).message}`, String(source), {
      cause: error,
    });
  }
}

function openDataUrl(url: string, name: string, type: string | undefined): Blob {
  try {
    const blob = readDataUrl(url);
    return blob.slice(0, blob.size, type ?? blob.type);
  } catch (error) {
    throw new UploadError(`The data: URL cannot be read: ${(error as Error).message}`, name, { cause: error });
  }
}
