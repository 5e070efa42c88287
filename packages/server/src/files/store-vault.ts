import type { FileStore } from "./file-store.js";
import { sliceStream } from "./slice-stream.js";
import type { Opened, Staged, Vault } from "./vault.js";

/** Files in a store that somebody else wrote, or in memory. */
export class StoreVault implements Vault {
  readonly onDisk = false;
  readonly #store: FileStore;
  readonly #kept = new Set<string>();

  constructor(store: FileStore) {
    this.#store = store;
  }

  async stage(name: string, type: string, content: ReadableStream<Uint8Array>): Promise<Staged> {
    const path = `${randomFolder()}/${name}`;
    const discard = () => this.#store.delete(path);
    try {
      const { size } = await this.#store.put(path, content, type);
      return { path, size, keep: async () => void this.#kept.add(path), discard };
    } catch (error) {
      await discard();
      throw error;
    }
  }

  async open(path: string): Promise<Opened | undefined> {
    const [folder = "", name = "", ...deeper] = path.split("/");
    if (!/^[0-9a-f]{64}$/.test(folder) || name === "" || deeper.length > 0) return undefined;
    const found = await this.#store.get(path);
    if (found === undefined) return undefined;
    const { size, type } = found;
    let unread: ReadableStream<Uint8Array> | undefined = found.content;
    const read = (start = 0, end = size) => {
      const first = unread;
      unread = undefined;
      return sliceStream(async () => first ?? (await this.#again(path)), start, end);
    };
    return { name, size, type, version: folder, read, cancel: () => void unread?.cancel().catch(() => {}) };
  }

  async remove(path: string): Promise<void> {
    this.#kept.delete(path);
    await this.#store.delete(path);
  }

  async find(_name: string, content: ReadableStream<Uint8Array>): Promise<undefined> {
    await content.cancel();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept].map((path) => this.remove(path)));
  }

  async #again(path: string): Promise<ReadableStream<Uint8Array>> {
    const found = await this.#store.get(path);
    if (found === undefined) throw new Error(`The file ${JSON.stringify(path)} is not there any more.`);
    return found.content;
  }
}

/** As long as the hash it stands for, and as hard to guess. */
function randomFolder(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
