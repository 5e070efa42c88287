import { isFileData } from "@gradio-ts/wire";
import { UploadError } from "../errors.js";
import type { Http } from "../http/request.js";
import { asFile } from "./as-file.js";
import type { FileData, HandledFile, OutputFile } from "./file-types.js";
import { isContainer } from "./is-container.js";
import { isOutputFile } from "./is-output-file.js";
import { openFile, unreadable } from "./open-file.js";
import { AppFile } from "./output-file.js";
import { remoteUrl } from "./remote-url.js";
import { replaceFiles } from "./replace-files.js";
import { checkSize, type UploadTarget } from "./send-files.js";

/**
 * `value` with the bytes of every file in it as base64 text in its place, at any depth: Gradio 3 takes images no other way, and 3.0 no file
 * (protocol.md §7.3, §17).
 * @throws UploadError
 */
export async function inlineFiles(http: Http, target: UploadTarget, value: unknown, signal: AbortSignal | undefined): Promise<unknown> {
  const files = new Map<object, HandledFile | OutputFile>();
  find(value, http, target, files);
  const inlined = new Map<object, FileData>();
  for (const [key, file] of files) inlined.set(key, await inline(file, target, signal ?? new AbortController().signal));
  return replaceFiles(value, (member) => inlined.get(member));
}

function find(value: unknown, http: Http, target: UploadTarget, found: Map<object, HandledFile | OutputFile>): void {
  if (typeof value !== "object" || value === null || found.has(value)) return;
  const file = isOutputFile(value) ? value : isFileData(value) ? new AppFile(http, target.prefix, value) : asFile(value);
  if (file !== undefined) found.set(value, file);
  else if (isContainer(value)) for (const member of Object.values(value)) find(member, http, target, found);
}

async function inline(file: HandledFile | OutputFile, target: UploadTarget, signal: AbortSignal): Promise<FileData> {
  const remote = remoteUrl(file);
  if (remote !== undefined) {
    const why = "This version of Gradio takes the bytes of this file only";
    throw new UploadError(`${why}: fetch ${remote.replace(/[?#].*/s, "")} yourself, and give its bytes.`, remote);
  }
  const opened = await openFile(file);
  const blob = await opened.blob(signal).catch((error: unknown) => {
    throw unreadable(opened.name, error);
  });
  checkSize(opened.name, blob.size, target);
  const url = `data:${blob.type || "application/octet-stream"};base64,${base64(new Uint8Array(await blob.arrayBuffer()))}`;
  return { path: opened.name, url, size: blob.size, orig_name: opened.name, meta: { _type: "gradio.FileData" } };
}

/** So many bytes at a time: engines limit the arguments of a call, and three bytes make four letters. */
const PIECE = 3 * 8192;

function base64(bytes: Uint8Array): string {
  let text = "";
  for (let start = 0; start < bytes.length; start += PIECE) text += btoa(String.fromCharCode(...bytes.subarray(start, start + PIECE)));
  return text;
}
