import { countBytes } from "./count-bytes.js";
import { fileName } from "./file-name.js";
import type { FileStore } from "./file-store.js";
import { claimed, extensionOfType } from "./file-type.js";
import { type GivenSource, sourceOfGiven } from "./given-file.js";
import type { OpenPublic } from "./public-file.js";
import { type KeptFile, Register } from "./register.js";
import { sliceStream } from "./slice-stream.js";
import { StoreVault } from "./store-vault.js";
import { ReceivedFile } from "./uploaded-file.js";
import type { Opened, Vault } from "./vault.js";

/** What files are kept with. */
export interface FileParts {
  readonly fileStore: FileStore | undefined;
  readonly maxFileSize: number;
  readonly allowedPaths: readonly string[];
  /** Whether the client of a session is still there. */
  isConnected(sessionHash: string): boolean;
  /** A file could not be removed. */
  onError(error: unknown): void;
  /** Default: the runtime's own. */
  readonly openPublic?: OpenPublic;
}

/** A file that has arrived, and may still be thrown away. */
export interface Arrival {
  /** @returns the file's path, as clients see it. */
  keep(): Promise<KeptFile>;
  discard(): Promise<void>;
}

/** All files of an app: those that clients uploaded, and those that handlers gave. */
export class Files {
  readonly #parts: FileParts;
  readonly #register: Register;
  /** What has been given before, as far as it cannot have changed since. */
  readonly #copies = new WeakMap<object, Promise<KeptFile>>();
  #vault: Promise<Vault> | undefined;

  constructor(parts: FileParts) {
    this.#parts = parts;
    this.#register = new Register(
      (session) => parts.isConnected(session),
      (path) =>
        void this.#open()
          .then((vault) => vault.remove(path))
          .catch((error) => parts.onError(error)),
    );
  }

  /** Takes in a file of a client as it arrives. @throws FileTooLargeError */
  async receive(name: string, type: string, content: ReadableStream<Uint8Array>, onChunk?: (bytes: number) => void): Promise<Arrival> {
    return this.#stage(name, type, countBytes(content, this.#parts.maxFileSize, onChunk));
  }

  /** Takes in a file that a client names by its URL. @throws RefusedUrlError, FileTooLargeError, or Error if it cannot be fetched */
  async fetch(url: string): Promise<KeptFile> {
    const found = await this.openPublic(url);
    const name = decoded(found.url.pathname.split("/").at(-1) ?? "");
    return (await this.receive(name, found.type, found.content)).keep();
  }

  /** Opens a file on the web that anybody may read. @throws RefusedUrlError, or Error if it cannot be fetched */
  async openPublic(url: string) {
    const open = this.#parts.openPublic ?? (await import("#machine")).openPublic;
    return open(url);
  }

  /** The file under a path that a client got from an upload or an output; `undefined` for any other path. */
  async find(path: string, sessionHash: string): Promise<KeptFile | undefined> {
    const known = this.#register.use(path, sessionHash);
    if (known !== undefined) return known;
    const { fileStore } = this.#parts;
    if (fileStore === undefined) return undefined;
    // Another process that shares the store may have taken it in.
    const opened = await (await this.#open()).open(path);
    if (opened === undefined) return undefined;
    opened.cancel();
    this.#register.add({ path, size: opened.size, type: opened.type });
    return this.#register.use(path, sessionHash);
  }

  /** Opens what may be downloaded: a file that is kept, or one in an allowed directory. `undefined` for everything else. */
  async open(path: string): Promise<Opened | undefined> {
    if (path.includes("\0")) return undefined;
    const kept = await (await this.#open()).open(path);
    if (kept === undefined) return (await import("#machine")).allowedFile(path, this.#parts.allowedPaths);
    this.#register.use(path);
    return kept;
  }

  /** A kept file as a handler gets it. */
  async received(kept: KeptFile, name: string, type: string): Promise<ReceivedFile> {
    const vault = await this.#open();
    const open = async () => {
      const opened = await vault.open(kept.path);
      if (opened === undefined) throw new Error(`The file ${JSON.stringify(name)} is not there any more.`);
      return opened.read();
    };
    const read = () => sliceStream(open, 0, kept.size);
    return new ReceivedFile(kept, { name, type, onDisk: vault.onDisk }, read);
  }

  /** Keeps what a handler gives. @throws TypeError for what is no file, Error for one that may not be given */
  async give(given: unknown, sessionHash: string): Promise<KeptFile> {
    const own = ReceivedFile.keptFile(given);
    const there = own === undefined ? undefined : this.#register.use(own.path, sessionHash);
    if (there !== undefined) return there;
    const copy = await this.#copyOf(given, sourceOfGiven(given));
    return this.#register.use(copy.path, sessionHash) ?? copy;
  }

  async close(): Promise<void> {
    this.#register.close();
    await (await this.#vault)?.close();
  }

  async #copyOf(given: unknown, source: GivenSource): Promise<KeptFile> {
    if (source.kind === "path") return this.#copyPath(source);
    if (source.kind === "content" && !source.lasting) return this.#copyContent(source.name, source.type, await source.open());
    const before = await this.#copies.get(given as object)?.catch(() => undefined);
    if (before !== undefined && this.#register.use(before.path) !== undefined) return before;
    const copying = source.kind === "url" ? this.#copyUrl(source) : this.#copyContent(source.name, source.type, await source.open());
    this.#copies.set(given as object, copying);
    return copying;
  }

  async #copyPath({ path, name, type }: GivenSource & { readonly kind: "path" }): Promise<KeptFile> {
    const { ownFile } = await import("#machine");
    const file = await ownFile(path, this.#parts.allowedPaths);
    const kept = await (await this.#open()).find(fileName(name), file.read());
    return (kept === undefined ? undefined : this.#register.use(kept)) ?? this.#copyContent(name, type, file.read());
  }

  async #copyUrl({ url, name, type }: GivenSource & { readonly kind: "url" }): Promise<KeptFile> {
    const found = await this.openPublic(url);
    return this.#copyContent(name, type || found.type, found.content);
  }

  async #copyContent(name: string, type: string, content: ReadableStream<Uint8Array>): Promise<KeptFile> {
    const named = name === "" ? `file${await extensionOfType(claimed(type))}` : name;
    return (await this.#stage(named, type, content)).keep();
  }

  async #stage(name: string, type: string, content: ReadableStream<Uint8Array>): Promise<Arrival> {
    const staged = await (await this.#open()).stage(fileName(name), type, content);
    const keep = async () => {
      await staged.keep();
      const kept = { path: staged.path, size: staged.size, type: claimed(type) };
      this.#register.add(kept);
      return kept;
    };
    return { keep, discard: () => staged.discard() };
  }

  #open(): Promise<Vault> {
    const { fileStore } = this.#parts;
    this.#vault ??=
      fileStore === undefined ? import("#machine").then(({ defaultVault }) => defaultVault()) : Promise.resolve(new StoreVault(fileStore));
    return this.#vault;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
