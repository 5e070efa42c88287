import { InvalidArgumentError } from "../errors.js";
import type { HandledFile } from "./file-types.js";
import { type FileSource, handledFile } from "./handled-file.js";

/**
 * Mark something as a file, and name it.
 * @param source A path (not in browsers), an http(s) URL (string or `URL`; a `file:` URL is a path, a `data:` URL its bytes), bytes, a `Blob`,
 *   or a stream (read once, never held in memory). An http(s) URL is fetched by the app's server (protocol.md §7.3), which from 5.0 on refuses
 *   private and local addresses: `UploadError`, which says to fetch it yourself. The client fetches none, so that no input reaches into its network.
 * @param options.name File name the app sees; default: the path's or URL's last segment, the `File`'s name, or `"file"` plus the type's extension. Never a directory.
 * @param options.type MIME type; default: the `Blob`'s, or by the name's extension, which is looked up when the file is uploaded.
 * @throws InvalidArgumentError if `source` is none of these, and for unknown or unfit options.
 * A path that does not exist fails the call with `UploadError` before it joins the queue.
 */
export function handleFile(
  source: FileSource,
  options: { readonly name?: string | undefined; readonly type?: string | undefined } = {},
): HandledFile {
  if (!isFileSource(source)) {
    throw new InvalidArgumentError(
      "handleFile() takes a path, a URL, bytes, a Blob or a web stream of bytes (of a Node stream, Readable.toWeb(stream)).",
      "source",
    );
  }
  if (typeof options !== "object" || options === null)
    throw new InvalidArgumentError("handleFile() takes its options as an object: { name, type }.", "options");
  for (const [name, value] of Object.entries(options)) {
    if (name !== "name" && name !== "type")
      throw new InvalidArgumentError(`handleFile() has no option ${JSON.stringify(name)}; it has "name" and "type".`, name);
    if (value !== undefined && typeof value !== "string") throw new InvalidArgumentError(`The option ${name} must be text.`, name);
  }
  if (typeof source === "string" && /^(https?|file):/i.test(source) && !URL.canParse(source)) {
    throw new InvalidArgumentError(`${JSON.stringify(source)} is no URL.`, "source");
  }
  return handledFile(source, options);
}

function isFileSource(source: unknown): source is FileSource {
  return (
    (typeof source === "string" && source !== "") ||
    source instanceof URL ||
    source instanceof Blob ||
    source instanceof Uint8Array ||
    source instanceof ArrayBuffer ||
    source instanceof ReadableStream
  );
}
