import { fileStream } from "./file-stream.js";
import { isInside } from "./is-inside.js";
import { nodeModule } from "./node-modules.js";
import { removeAtExit } from "./remove-at-exit.js";
import type { Opened, Staged, Vault } from "./vault.js";

/** Files in a temporary directory of their own, each in a folder named by the SHA-256 of its content, as in Gradio (protocol.md §7.1). */
export class DiskVault implements Vault {
  readonly onDisk = true;
  readonly #fs = nodeModule("node:fs").promises;
  readonly #path = nodeModule("node:path");
  #folder: Promise<string> | undefined;
  #closed = false;
  #forget: () => void = () => {};

  async stage(name: string, _type: string, content: ReadableStream<Uint8Array>): Promise<Staged> {
    const folder = await this.#open();
    const arriving = this.#path.join(folder, `arriving-${crypto.randomUUID()}`);
    const discard = () => this.#fs.rm(arriving, { force: true });
    try {
      const { hash, size } = await this.#write(arriving, content);
      const path = this.#path.join(folder, hash, name);
      const keep = async () => {
        await this.#fs.mkdir(this.#path.dirname(path), { recursive: true });
        await this.#fs.rename(arriving, path);
      };
      return { path, size, keep, discard };
    } catch (error) {
      await discard();
      throw error;
    }
  }

  async open(path: string): Promise<Opened | undefined> {
    const found = await this.#locate(path);
    if (found === undefined) return undefined;
    const { real, size, hash, name } = found;
    return { name, size, type: "", version: hash, read: (start = 0, end = size) => fileStream(real, start, end), cancel() {} };
  }

  async remove(path: string): Promise<void> {
    await this.#fs.rm(path, { force: true });
    // The same content may lie there under another name.
    await this.#fs.rmdir(this.#path.dirname(path)).catch(() => {});
  }

  async find(name: string, content: ReadableStream<Uint8Array>): Promise<string | undefined> {
    const digest = nodeModule("node:crypto").createHash("sha256");
    for await (const chunk of content) digest.update(chunk);
    const path = this.#path.join(await this.#open(), digest.digest("hex"), name);
    return (await this.#locate(path)) === undefined ? undefined : path;
  }

  async close(): Promise<void> {
    this.#closed = true;
    const folder = await this.#folder?.catch(() => undefined);
    // A file that is just arriving may be made while others are removed.
    if (folder !== undefined) await this.#fs.rm(folder, { force: true, recursive: true, maxRetries: 5 });
    this.#forget();
  }

  /** Made when the first file comes. Its name is the one links lead to, so that paths can be compared. */
  async #open(): Promise<string> {
    if (this.#closed) throw new Error("The server has stopped.");
    this.#folder ??= this.#fs
      .mkdtemp(this.#path.join(nodeModule("node:os").tmpdir(), "gradio-ts-"))
      .then((folder) => this.#fs.realpath(folder))
      .then((folder) => {
        this.#forget = removeAtExit(folder);
        return folder;
      });
    return this.#folder;
  }

  async #write(arriving: string, content: ReadableStream<Uint8Array>): Promise<{ readonly hash: string; readonly size: number }> {
    const digest = nodeModule("node:crypto").createHash("sha256");
    const handle = await this.#fs.open(arriving, "wx");
    let size = 0;
    try {
      for await (const chunk of content) {
        digest.update(chunk);
        await handle.appendFile(chunk);
        size += chunk.byteLength;
      }
    } finally {
      await handle.close();
    }
    return { hash: digest.digest("hex"), size };
  }

  /** A kept file, after every link: `<folder>/<hash>/<name>` and nothing else. */
  async #locate(path: string) {
    if (this.#folder === undefined) return undefined;
    try {
      const folder = await this.#folder;
      const real = await this.#fs.realpath(path);
      if (!isInside(folder, real)) return undefined;
      const [hash = "", name = "", ...deeper] = this.#path.relative(folder, real).split(this.#path.sep);
      const stats = await this.#fs.stat(real);
      return name === "" || deeper.length > 0 || !stats.isFile() ? undefined : { real, size: stats.size, hash, name };
    } catch {
      return undefined;
    }
  }
}
