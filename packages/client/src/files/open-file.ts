import { CancelledError, UploadError } from "../errors.js";
import { readDataUrl } from "./data-url.js";
import type { HandledFile, OutputFile } from "./file-types.js";
import { type FileSource, sourceOf } from "./handled-file.js";
import { isOutputFile } from "./is-output-file.js";
import { streamOf } from "./stream-of.js";

/** A file that is ready to be uploaded: it is there, and can be read. */
export interface OpenFile {
  readonly name: string;
  /** `""`: not known. */
  readonly type: string;
  /** Bytes; `null`: known only when all of them were read. */
  readonly size: number | null;
  /** It can be read once only. */
  readonly once: boolean;
  /** Its bytes, from the first, read as fast as they are asked for. @throws UploadError */
  stream(signal: AbortSignal): ReadableStream<Uint8Array> | Promise<ReadableStream<Uint8Array>>;
  /** The same whole, for runtimes that send nothing else. @throws UploadError */
  blob(signal: AbortSignal): Promise<Blob>;
}

/** Opens a file of this machine, or one of another app. A path is read while it is sent, not before. @throws UploadError */
export async function openFile(file: HandledFile | OutputFile): Promise<OpenFile> {
  if (isOutputFile(file)) return openOutput(file);
  const { name } = file;
  const source = sourceOf(file) as FileSource;
  const isText = typeof source === "string" || source instanceof URL;
  const inline = isText && /^data:/i.test(String(source)) ? openDataUrl(String(source), name) : undefined;
  // By the package's conditions: what a machine with a disk knows, or nothing.
  const { openPath, typeOf } = await import("#file-system");
  const type = file.type ?? (inline?.type || (await typeOf(name)));
  if (source instanceof ReadableStream) return openStream(source, name, type);
  if (inline !== undefined) return openBlob(inline, name, type);
  if (isText) return openBlob(await openPath(source, type), name, type);
  return openBlob(source instanceof Blob ? source : new Blob([source as Uint8Array<ArrayBuffer>]), name, type);
}

function openBlob(blob: Blob, name: string, type: string): OpenFile {
  const typed = blob.type === type ? blob : blob.slice(0, blob.size, type);
  return { name, type, size: typed.size, once: false, stream: () => streamOf(pieces(typed)), blob: async () => typed };
}

/** Bytes that are read at a time. */
const PIECE = 1 << 18;

/** A Blob piece by piece: its own stream gives what is in memory at once, as another copy. */
async function* pieces(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < blob.size; start += PIECE) yield new Uint8Array(await blob.slice(start, start + PIECE).arrayBuffer());
}

function openStream(source: ReadableStream<Uint8Array>, name: string, type: string): OpenFile {
  const stream = () => {
    if (!source.locked) return source;
    throw new UploadError(`The stream of ${JSON.stringify(name)} is being read already, or was: a stream is read once.`, name);
  };
  stream();
  const blob = async () => new Blob([await whole(stream(), name)], { type });
  return { name, type, size: null, once: true, stream, blob };
}

/** A file of another app goes through this machine, piece by piece. */
function openOutput(file: OutputFile): OpenFile {
  const stream = (signal: AbortSignal) => file.stream({ signal });
  const type = file.mimeType ?? "";
  return { name: file.name, type, size: null, once: false, stream, blob: (signal) => file.blob({ signal }) };
}

function openDataUrl(url: string, name: string): Blob {
  try {
    return readDataUrl(url);
  } catch (error) {
    throw new UploadError(`The data: URL cannot be read: ${(error as Error).message}.`, name, { cause: error });
  }
}

async function whole(stream: ReadableStream<Uint8Array>, name: string): Promise<ArrayBuffer> {
  try {
    return await new Response(stream).arrayBuffer();
  } catch (error) {
    throw unreadable(name, error);
  }
}

/** What a file that broke off while it was read makes of its upload. */
export function unreadable(name: string, error: unknown): UploadError | CancelledError {
  if (error instanceof UploadError || error instanceof CancelledError) return error;
  return new UploadError(`${JSON.stringify(name)} could not be read to its end: ${messageOf(error)}.`, name, { cause: error });
}

/** A file that changed while it was read says no more than that it could not be. */
function messageOf(error: unknown): string {
  const { name, message } = error as Partial<Error>;
  return name === "NotReadableError" ? "it changed on the disk meanwhile" : (message ?? String(error));
}
