/** Keys are paths as clients see them: `<hash>/<name>`. The hash is of no content, which is not known yet when it comes: it is random. */
export interface FileStore {
  put(key: string, content: ReadableStream<Uint8Array>, type: string): Promise<{ readonly size: number }>;
  get(key: string): Promise<{ readonly content: ReadableStream<Uint8Array>; readonly size: number; readonly type: string } | undefined>;
  delete(key: string): Promise<void>;
}
