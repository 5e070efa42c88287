import type { KeptFile } from "./register.js";

/** A file that a client uploaded. */
export interface UploadedFile {
  /** As the client called it, made safe for a disk. */
  readonly name: string;
  /** MIME type the client claims, else by extension. */
  readonly type: string;
  /** Bytes. */
  readonly size: number;
  /** Where it lies, if the file store has a disk. It is removed an hour after its session has gone. */
  readonly path: string | undefined;
  /** The whole file, held in memory, with its type. */
  blob(): Promise<Blob>;
  /** The whole file, held in memory. */
  bytes(): Promise<Uint8Array>;
  /** The whole file as UTF-8. */
  text(): Promise<string>;
  /** The file from its beginning: nothing of it is held. May be read again. */
  stream(): ReadableStream<Uint8Array>;
}

/** A kept file as a handler gets it. */
export class ReceivedFile implements UploadedFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly path: string | undefined;
  /** Its path as clients see it. */
  readonly #kept: KeptFile;
  readonly #read: () => ReadableStream<Uint8Array>;

  constructor(
    kept: KeptFile,
    seen: { readonly name: string; readonly type: string; readonly onDisk: boolean },
    read: () => ReadableStream<Uint8Array>,
  ) {
    this.name = seen.name;
    this.type = seen.type;
    this.size = kept.size;
    this.path = seen.onDisk ? kept.path : undefined;
    this.#kept = kept;
    this.#read = read;
    Object.freeze(this);
  }

  /** The kept file behind what a handler gives, if it got it from a client. */
  static keptFile(given: unknown): KeptFile | undefined {
    return given instanceof ReceivedFile ? given.#kept : undefined;
  }

  stream(): ReadableStream<Uint8Array> {
    return this.#read();
  }

  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await new Response(this.stream()).arrayBuffer());
  }

  async text(): Promise<string> {
    return new TextDecoder().decode(await this.bytes());
  }

  async blob(): Promise<Blob> {
    return new Blob([(await this.bytes()) as Uint8Array<ArrayBuffer>], { type: this.type });
  }
}
