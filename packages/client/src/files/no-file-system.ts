import { DownloadError, UploadError } from "../errors.js";

/** Stands for file-system.ts where there is none: in browsers and in workers (`#file-system` in package.json). */

/** @throws UploadError: there is no path to open. */
export async function openPath(source: string | URL): Promise<Blob> {
  const given = String(source);
  throw new UploadError(`${JSON.stringify(given)} is a path, and there is no disk here: give bytes or a Blob.`, given);
}

/** @throws DownloadError: there is nowhere to save it. */
export async function saveStream(): Promise<string> {
  throw new DownloadError("There is no disk here: use blob(), bytes() or stream().");
}

/** A page's files know their types; the table stays where it is. */
export async function typeOf(): Promise<string> {
  return "";
}
