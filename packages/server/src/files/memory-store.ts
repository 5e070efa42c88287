import type { FileStore } from "./file-store.js";

/** Files in memory, where there is no disk. */
export class MemoryStore implements FileStore {
  readonly #files = new Map<string, { readonly bytes: Uint8Array<ArrayBuffer>; readonly type: string }>();

  async put(key: string, content: ReadableStream<Uint8Array>, type: string): Promise<{ readonly size: number }> {
    const bytes = new Uint8Array(await new Response(content).arrayBuffer());
    this.#files.set(key, { bytes, type });
    return { size: bytes.length };
  }

  async get(key: string) {
    const file = this.#files.get(key);
    if (file === undefined) return undefined;
    const { bytes, type } = file;
    return { content: new Blob([bytes]).stream(), size: bytes.length, type };
  }

  async delete(key: string): Promise<void> {
    this.#files.delete(key);
  }
}
