import { isFileData } from "@gradio-ts/wire";
import { InvalidArgumentError, UploadError } from "../errors.js";
import type { Http } from "../http/request.js";
import { asFile } from "./as-file.js";
import type { FileData, HandledFile, OutputFile } from "./file-types.js";
import { inlineFiles } from "./inline-files.js";
import { isContainer } from "./is-container.js";
import { appOf, isOutputFile } from "./is-output-file.js";
import { type OpenFile, openFile } from "./open-file.js";
import { isPrivateUrl, remoteUrl } from "./remote-url.js";
import { replaceFiles } from "./replace-files.js";
import { checkSize, sendFiles, type UploadContext, type UploadTarget } from "./send-files.js";

/** A server takes at most so many files in one request (protocol.md §7.1). */
const MOST_FILES = 1000;

/** How an app takes files that are not at it already. */
export interface UploadForm {
  /** Whether those of an input go inside the call, as base64 text. */
  readonly inline: (index: number) => boolean;
  /** Whether it fetches what a URL of this machine or its network leads to. */
  readonly fetchesPrivateUrls: boolean;
}

/**
 * Whether a value holds something that must be uploaded, or written otherwise, before it can be sent as JSON.
 * Bytes are looked at as a whole, never element by element.
 */
export function holdsFiles(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return (
    asFile(value) !== undefined || isOutputFile(value) || isFileData(value) || (isContainer(value) && Object.values(value).some(holdsFiles))
  );
}

/**
 * `data` with every file in it uploaded and replaced by its {@link FileData}, at any depth. What was given is not changed.
 * @throws UploadError
 */
export async function uploadFiles(
  http: Http,
  target: UploadTarget,
  data: readonly unknown[],
  form: UploadForm,
  context: UploadContext,
): Promise<readonly unknown[]> {
  const inlined = await Promise.all(
    data.map((value, input) => (form.inline(input) ? inlineFiles(http, target, value, context.signal) : value)),
  );
  const found = filesIn(inlined, http.base.href);
  const known = new Map<object, FileData>();
  const keys: object[] = [];
  for (const [key, file] of found) {
    const url = remoteUrl(file);
    if (url === undefined) keys.push(key);
    else known.set(key, reference(url, file, form));
  }
  // All are looked at before the first is sent.
  const files = await Promise.all(keys.map((key) => openFile(found.get(key) as HandledFile | OutputFile)));
  for (const { name, size } of files) if (size !== null) checkSize(name, size, target);
  for (let start = 0; start < files.length; start += MOST_FILES) {
    const batch = files.slice(start, start + MOST_FILES);
    const received = await sendFiles(http, target, batch, context);
    for (const [index, { path, size }] of received.entries()) {
      const { name, type } = batch[index] as OpenFile;
      const data: FileData = { path, orig_name: name, size, mime_type: type || null, meta: { _type: "gradio.FileData" } };
      known.set(keys[start + index] as object, data);
    }
  }
  return replaceFiles(inlined, (value) => known.get(value) ?? (isOutputFile(value) ? value.toJSON() : undefined)) as readonly unknown[];
}

/** @throws InvalidArgumentError for what is no file. */
export function checkFile(file: unknown): void {
  if (typeof file === "object" && file !== null && (asFile(file) !== undefined || isOutputFile(file) || isFileData(file))) return;
  const said = typeof file === "string" ? `handleFile(${JSON.stringify(file.slice(0, 60))})` : "handleFile(...)";
  throw new InvalidArgumentError(`upload() takes a file: ${said}, a Blob, bytes, or a file of an app.`, "file");
}

/** What is to be uploaded. An app's own file is passed by reference, unless it is still being made: that, no input takes. */
function filesIn(value: unknown, app: string, found = new Map<object, HandledFile | OutputFile>()): Map<object, HandledFile | OutputFile> {
  if (typeof value !== "object" || value === null || found.has(value)) return found;
  if (isOutputFile(value)) {
    if (appOf(value) !== app || value.isStream) found.set(value, value);
    return found;
  }
  const file = asFile(value);
  if (file !== undefined) found.set(value, file);
  else if (isContainer(value) && !isFileData(value)) for (const member of Object.values(value)) filesIn(member, app, found);
  return found;
}

/** The app's server fetches it. @throws UploadError if it would refuse to. */
function reference(url: string, { name }: HandledFile | OutputFile, form: UploadForm): FileData {
  if (!form.fetchesPrivateUrls && isPrivateUrl(url))
    throw new UploadError(
      `The app fetches nothing from ${new URL(url).host}, which is a private address: fetch it yourself, and give its bytes.`,
      url,
    );
  return { path: url, orig_name: name, meta: { _type: "gradio.FileData" } };
}
