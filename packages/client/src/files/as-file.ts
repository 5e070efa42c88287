import type { HandledFile } from "./file-types.js";
import { handledFile, sourceOf } from "./handled-file.js";

/** A value of the caller's as a file to be uploaded; `undefined` if it is none. */
export function asFile(value: object): HandledFile | undefined {
  if (sourceOf(value) !== undefined) return value as HandledFile;
  return value instanceof Blob || value instanceof Uint8Array || value instanceof ArrayBuffer ? handledFile(value) : undefined;
}
