/** Where the bytes of uploads and of given files lie, behind paths as clients see them. */
export interface Vault {
  /** Whether `path` is one of a disk. */
  readonly onDisk: boolean;
  /**
   * Takes a file in as it arrives. Nothing is left of one whose stream fails.
   * @param name Safe for any disk.
   */
  stage(name: string, type: string, content: ReadableStream<Uint8Array>): Promise<Staged>;
  /** A file that was kept; `undefined` if there is none. */
  open(path: string): Promise<Opened | undefined>;
  remove(path: string): Promise<void>;
  /** The path under which this very content and name is kept already, if that can be told. */
  find(name: string, content: ReadableStream<Uint8Array>): Promise<string | undefined>;
  /** Everything it keeps goes. */
  close(): Promise<void>;
}

/** A file that has arrived, and may still be thrown away. */
export interface Staged {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** A file to be read. */
export interface Opened {
  /** Base name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** MIME type, if one is known but by the name; else `""`. */
  readonly type: string;
  /** Changes whenever the content does. */
  readonly version: string;
  /** @param end The byte after the last. */
  read(start?: number, end?: number): ReadableStream<Uint8Array>;
  /** It will not be read. */
  cancel(): void;
}
