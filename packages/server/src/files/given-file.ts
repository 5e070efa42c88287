import { type HandledFile, isOutputFile, type OutputFile } from "@gradio-ts/client";
import type { UploadedFile } from "./uploaded-file.js";

/** A file that a handler gives; one that another app gave is streamed across. A bare string is refused, so that no input becomes a path by accident: `handleFile("out.png")`. */
export type GivenFile = HandledFile | OutputFile | UploadedFile | Blob | Uint8Array | ArrayBuffer;

/** Where the bytes of a given file come from, and what it is called. */
export type GivenSource = { readonly name: string; readonly type: string } & (
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "url"; readonly url: string }
  | {
      readonly kind: "content";
      readonly open: () => ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;
      /** Whether it is the same whenever it is read, or can be read only once: then the file made of it stands for it. */
      readonly lasting: boolean;
    }
);

/** Under this key the client's `handleFile` keeps its source. */
const SOURCE = Symbol.for("gradio-ts.HandledFile.source");

/** @throws TypeError for what is no file */
export function sourceOfGiven(given: unknown): GivenSource {
  if (typeof given === "string") {
    throw new TypeError(`The text ${JSON.stringify(shown(given))} is no file: give handleFile(path), bytes or a Blob.`);
  }
  if (isOutputFile(given)) {
    return { kind: "content", name: given.name, type: given.mimeType ?? "", open: () => given.stream(), lasting: true };
  }
  if (typeof given === "object" && given !== null && SOURCE in given) return handled(given as unknown as HandledFile, given[SOURCE]);
  if (isUploadedFile(given)) return { kind: "content", name: given.name, type: given.type, open: () => given.stream(), lasting: true };
  return bytesOf(given, { name: "", type: "" });
}

function handled({ name, type = "" }: HandledFile, source: unknown): GivenSource {
  const named = { name, type };
  if (typeof source !== "string" && !(source instanceof URL)) return bytesOf(source, named);
  const text = String(source);
  if (/^https?:/i.test(text)) return { kind: "url", url: text, ...named };
  if (!/^data:/i.test(text)) return { kind: "path", path: text, ...named };
  const open = async () => (await fetch(text)).body as ReadableStream<Uint8Array>;
  return { kind: "content", open, lasting: true, ...named };
}

function bytesOf(given: unknown, { name, type }: { readonly name: string; readonly type: string }): GivenSource {
  if (given instanceof Blob) {
    const own = (given as { readonly name?: string }).name ?? "";
    return { kind: "content", name: name || own, type: type || given.type, open: () => given.stream(), lasting: true };
  }
  if (given instanceof ReadableStream) return { kind: "content", name, type, open: () => given, lasting: true };
  // Bytes may be changed and given again.
  if (given instanceof Uint8Array || given instanceof ArrayBuffer) {
    const copy = new Uint8Array(given instanceof Uint8Array ? given : new Uint8Array(given));
    return { kind: "content", name, type, open: () => new Blob([copy]).stream(), lasting: false };
  }
  throw new TypeError("The handler gave no file: give handleFile(…), a file it got, bytes or a Blob.");
}

function isUploadedFile(given: unknown): given is UploadedFile {
  return typeof given === "object" && given !== null && !(given instanceof Blob) && typeof (given as UploadedFile).stream === "function";
}

function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
