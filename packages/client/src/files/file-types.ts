import type { FileData } from "@gradio-ts/wire";

export type { FileData };

/** What may stand where an app wants a file. An {@link OutputFile} of the same app is passed by reference, of another app it is streamed across. */
export type FileLike = HandledFile | FileData | OutputFile | Blob | Uint8Array | ArrayBuffer;

/** A named file, made by {@link handleFile}: to be uploaded by a client, or given by a server. Reusable, unless its source is a stream. */
export interface HandledFile {
  readonly kind: "gradio.HandledFile";
  readonly name: string;
  readonly type: string | undefined;
}

/**
 * A file an app gave. Nothing is fetched until asked for. Requests carry the client's headers, cookies and (to its own origin only) token.
 * The reading methods reject with `DownloadError`, or `CancelledError` by `signal`.
 */
export interface OutputFile {
  /** Path at the server; in Gradio 3 and 4 it may be a URL. */
  readonly path: string;
  /** Built by the client on the URL it was given, percent-encoded (protocol.md §7.3); `data:` for a file sent inline. Private Spaces need the token to open it. */
  readonly url: string;
  /** Made safe for a disk: no separators, no reserved names. */
  readonly name: string;
  /** Bytes, if the server said. */
  readonly size: number | null;
  readonly mimeType: string | null;
  /** Media still being produced (protocol.md §7.6). `stream()` and the rest then give the whole recording, and wait for its end. */
  readonly isStream: boolean;

  /** The whole file, held in memory, with its type. */
  blob(options?: ReadOptions): Promise<Blob>;
  /** The whole file, held in memory. */
  bytes(options?: ReadOptions): Promise<Uint8Array>;
  /** The whole file as UTF-8. */
  text(options?: ReadOptions): Promise<string>;
  /** The file as it comes: nothing of it is held. */
  stream(options?: ReadOptions): Promise<ReadableStream<Uint8Array>>;
  /**
   * Write to disk (not in browsers), through a temporary name. @returns the path.
   * @param target A file, or an existing directory or one ending in `/` (made if missing): then `name` is added, numbered if taken. Default: the working directory.
   */
  save(target?: string | URL, options?: ReadOptions): Promise<string>;
  /** So that an output can be stored as JSON and passed back as input. */
  toJSON(): FileData;
}

/** How a file is read. */
export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Refuse more bytes than this. Default none. */
  readonly maxBytes?: number | undefined;
}

/** How much of one file has been uploaded. */
export interface UploadProgress {
  readonly name: string;
  /** Bytes that left this machine; all of them only when the server has said that it has the file. */
  readonly loaded: number;
  /** `null` for a stream of unknown length. */
  readonly total: number | null;
}
