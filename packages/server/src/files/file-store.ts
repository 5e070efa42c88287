/** Keys are paths as clients see them: `<hash>/<name>`. The hash is of no content, which is not known yet when it comes: it is random. */
export interface FileStore {
  /** Keeps a file. What it rejects with fails the upload, or the call that gives the file. */
  put(key: string, content: ReadableStream<Uint8Array>, type: string): Promise<{ readonly size: number }>;
  /** Reads a file from its beginning. `undefined` where there is none. */
  get(key: string): Promise<{ readonly content: ReadableStream<Uint8Array>; readonly size: number; readonly type: string } | undefined>;
  /** Forgets a file. It is no error if there is none. */
  delete(key: string): Promise<void>;
}
