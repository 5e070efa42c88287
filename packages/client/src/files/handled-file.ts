import { dataType } from "./data-url.js";
import { extensionOf } from "./extension-of.js";
import type { HandledFile } from "./file-types.js";

/** Where a file's bytes come from. */
export type FileSource = string | URL | Blob | Uint8Array | ArrayBuffer | ReadableStream<Uint8Array>;

/** Under this key a handled file keeps its source: readable by every copy of the package, and by a server written with it. */
const SOURCE = Symbol.for("gradio-ts.HandledFile.source");

/** A file of what has been checked to be a source, under the name it is given, else the one it has. */
export function handledFile(
  source: FileSource,
  options: { readonly name?: string | undefined; readonly type?: string | undefined } = {},
): HandledFile {
  const type = options.type ?? (source instanceof Blob && source.type !== "" ? source.type : undefined);
  const given = lastSegment(options.name ?? nameOf(source));
  const name = given === "" ? `file${extensionOf(type ?? dataType(textOf(source)))}` : given;
  const file: HandledFile = { kind: "gradio.HandledFile", name, type };
  Object.defineProperty(file, SOURCE, { value: source });
  return Object.freeze(file);
}

/** The source of a handled file; `undefined` for anything that {@link handleFile} did not make. */
export function sourceOf(value: unknown): FileSource | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return (value as { readonly [SOURCE]?: FileSource })[SOURCE];
}

function nameOf(source: FileSource): string {
  if (source instanceof Blob) return (source as { readonly name?: string }).name ?? "";
  const text = textOf(source);
  if (text === "" || /^data:/i.test(text)) return "";
  if (!/^(https?|file):/i.test(text)) return text;
  const { pathname } = new URL(text);
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** A file's name is never a directory: neither the caller's folders nor a way out of the server's reach it. `""`: it has none. */
function lastSegment(path: string): string {
  const name = path.split(/[/\\]/).at(-1) ?? "";
  return name === "." || name === ".." ? "" : name;
}

function textOf(source: FileSource): string {
  return typeof source === "string" || source instanceof URL ? String(source) : "";
}
