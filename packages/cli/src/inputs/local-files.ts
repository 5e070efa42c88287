import { type FileLike, handleFile } from "@gradio-ts/client";

/**
 * Inputs as JSON, with every file object (`{"path": …, "meta": {"_type": "gradio.FileData"}}`, at any depth) made a file of the client's. One
 * without `url` is a path here, or an address. One with a `url` was given by an app: by this one it is known there, by another one it is
 * fetched from its address; an app's word never makes a file of this machine leave it.
 * @param src The app that gets them.
 */
export function withLocalFiles(value: unknown, src: string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (isFileObject(value)) return localFile(value, src);
  if (Array.isArray(value)) return value.map((element) => withLocalFiles(element, src));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withLocalFiles(member, src)]));
}

interface FileObject {
  readonly path: string;
  readonly url?: unknown;
  readonly orig_name?: unknown;
  readonly meta: { readonly _type: "gradio.FileData" };
}

/** Whether a JSON object is a file, as Gradio writes it. */
export function isFileObject(value: object): value is FileObject {
  const { path, meta } = value as { readonly path?: unknown; readonly meta?: { readonly _type?: unknown } | null };
  return typeof path === "string" && meta?._type === "gradio.FileData";
}

function localFile(file: FileObject, src: string): FileLike {
  const { path, url, orig_name: original } = file;
  const name = typeof original === "string" ? original : undefined;
  if (typeof url !== "string") return handleFile(path, { name });
  return url.startsWith(src) ? (file as FileLike) : handleFile(url, { name });
}
