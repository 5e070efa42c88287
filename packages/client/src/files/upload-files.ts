import { isFileData } from "@gradio-ts/wire";
import { CancelledError, ClientClosedError, GradioError, TimeoutError, UploadError } from "../errors.js";
import { serverWords } from "../http/answer-error.js";
import type { HeaderChanges } from "../http/headers.js";
import type { Http } from "../http/request.js";
import { asFile } from "./as-file.js";
import type { FileData, HandledFile } from "./file-types.js";
import { type FileSource, sourceOf } from "./handle-file.js";
import { isContainer } from "./is-container.js";
import { isOutputFile } from "./is-output-file.js";
import { openSource } from "./open-source.js";

/** A server takes at most so many files in one request (protocol.md §7.1). */
const MOST_FILES = 1000;

/**
 * Whether a value holds something that must be uploaded, or written otherwise, before it can be sent as JSON.
 * Bytes are looked at as a whole, never element by element.
 */
export function holdsFiles(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return asFile(value) !== undefined || isOutputFile(value) || (isContainer(value) && Object.values(value).some(holdsFiles));
}

/**
 * `data` with every file in it uploaded and replaced by its {@link FileData}, at any depth. What was given is not changed.
 * @throws UploadError
 */
export async function uploadFiles(
  http: Http,
  target: UploadTarget,
  data: readonly unknown[],
  options: UploadContext,
): Promise<readonly unknown[]> {
  const files = new Map<object, FileData>();
  const local: { readonly key: object; readonly file: HandledFile; readonly source: FileSource }[] = [];
  for (const [key, file] of filesIn(data)) {
    const source = sourceOf(file) as FileSource;
    const url = source instanceof URL ? source.href : source;
    if (typeof url === "string" && /^https?:/i.test(url))
      files.set(key, { path: url, orig_name: file.name, meta: { _type: "gradio.FileData" } });
    else local.push({ key, file, source });
  }
  for (let start = 0; start < local.length; start += MOST_FILES) {
    const batch = local.slice(start, start + MOST_FILES);
    const blobs = await Promise.all(batch.map(({ file, source }) => openSource(source, file.name, file.type)));
    const paths = await send(
      http,
      target,
      batch.map(({ file }) => file.name),
      blobs,
      options,
    );
    for (const [index, { key, file }] of batch.entries()) {
      const blob = blobs[index] as Blob;
      files.set(key, {
        path: paths[index] as string,
        orig_name: file.name,
        size: blob.size,
        mime_type: blob.type || null,
        meta: { _type: "gradio.FileData" },
      });
    }
  }
  return replaced(data, files) as readonly unknown[];
}

/** What an app says of its uploads. */
export interface UploadTarget {
  /** What stands before its routes. */
  readonly prefix: string;
  /** Bytes of one file at most; `null`: no limit. */
  readonly maxFileSize: number | null;
}

export interface UploadContext {
  readonly headers?: HeaderChanges | undefined;
  readonly signal?: AbortSignal | undefined;
}

async function send(
  http: Http,
  target: UploadTarget,
  names: readonly string[],
  blobs: readonly Blob[],
  options: UploadContext,
): Promise<readonly string[]> {
  const form = new FormData();
  for (const [index, blob] of blobs.entries()) {
    const size = target.maxFileSize;
    const name = names[index] as string;
    if (size !== null && blob.size > size)
      throw new UploadError(`${JSON.stringify(name)} has ${blob.size} bytes; the app takes at most ${size}.`, name);
    form.append("files", blob, name);
  }
  const what = names.join(", ");
  try {
    const answer = await http.answer(`${target.prefix}upload`, { form, ...options, timeout: Number.POSITIVE_INFINITY, repeat: "safe" });
    const { status, url, body } = answer;
    if (status < 300 && Array.isArray(body) && body.length === names.length && body.every((path) => typeof path === "string")) return body;
    throw new UploadError(`The upload of ${what} failed (${status}): ${serverWords(body)}`, what, { status, url, body });
  } catch (error) {
    if (
      error instanceof UploadError ||
      error instanceof CancelledError ||
      error instanceof TimeoutError ||
      error instanceof ClientClosedError
    )
      throw error;
    throw new UploadError(`The upload of ${what} failed: ${(error as Error).message}`, what, {
      cause: error,
      status: error instanceof GradioError ? error.status : undefined,
    });
  }
}

function filesIn(value: unknown, found = new Map<object, HandledFile>()): Map<object, HandledFile> {
  if (typeof value !== "object" || value === null || found.has(value)) return found;
  const file = asFile(value);
  if (file !== undefined) found.set(value, file);
  else if (isContainer(value) && !isFileData(value)) for (const member of Object.values(value)) filesIn(member, found);
  return found;
}

function replaced(value: unknown, files: ReadonlyMap<object, FileData>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const file = files.get(value);
  if (file !== undefined) return file;
  if (isOutputFile(value)) return value.toJSON();
  if (Array.isArray(value)) return value.map((element) => replaced(element, files));
  return isContainer(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaced(member, files)])) : value;
}
