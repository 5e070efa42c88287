import { AppError } from "@gradio-ts/client";
import { type FileData, isFileData } from "@gradio-ts/wire";
import { accepts } from "./accepts.js";
import { fileName } from "./file-name.js";
import { claimed, typeOfName } from "./file-type.js";
import type { Files } from "./files.js";
import type { KeptFile } from "./register.js";
import type { UploadedFile } from "./uploaded-file.js";

/** Where a call hands in its files and gets those that a handler gives. */
export interface FileDesk {
  /**
   * The file that a file object of the wire names: one that was uploaded, an earlier output, or a URL (protocol.md §7.3).
   * @param accepted Extensions and kinds; empty: any.
   * @returns it, or why it is refused. @throws AppError for one that is none of the caller's
   */
  take(value: unknown, accepted: readonly string[]): Promise<{ readonly value: UploadedFile } | { readonly issue: string }>;
  /** The file object of the wire for what a handler gives. @throws TypeError for what is no file, Error for one that may not be given */
  give(given: unknown): Promise<FileData>;
}

/** Where there is no call. */
export const NO_FILES: FileDesk = {
  take: async () => ({ issue: "a file is given in a call" }),
  give: () => Promise.reject(new TypeError("A file is given in a call.")),
};

/** The files of one call. */
export class CallFiles implements FileDesk {
  readonly #files: Files;
  readonly #sessionHash: string;
  readonly #urlOf: (path: string) => string;

  /** @param urlOf Where the caller finds the file of a path. */
  constructor(files: Files, sessionHash: string, urlOf: (path: string) => string) {
    this.#files = files;
    this.#sessionHash = sessionHash;
    this.#urlOf = urlOf;
  }

  async take(value: unknown, accepted: readonly string[]): Promise<{ readonly value: UploadedFile } | { readonly issue: string }> {
    if (!isFileData(value)) return { issue: 'a file is required: {"path": …, "meta": {"_type": "gradio.FileData"}}' };
    const kept = await this.#keptFile(value);
    const name = fileName(typeof value.orig_name === "string" && value.orig_name !== "" ? value.orig_name : baseName(kept.path));
    const type = claimed(value.mime_type) || kept.type || (await typeOfName(name));
    if (accepted.length > 0 && !(await accepts(accepted, name, type))) {
      return { issue: `${JSON.stringify(name)} is none of the files that are taken: ${accepted.join(", ")}` };
    }
    return { value: await this.#files.received(kept, name, type) };
  }

  async give(given: unknown): Promise<FileData> {
    const { path, size, type } = await this.#files.give(given, this.#sessionHash);
    const name = baseName(path);
    return {
      path,
      url: this.#urlOf(path),
      size,
      orig_name: name,
      mime_type: type || (await typeOfName(name)) || null,
      is_stream: false,
      meta: { _type: "gradio.FileData" },
    };
  }

  async #keptFile({ path }: FileData): Promise<KeptFile> {
    if (/^https?:\/\//i.test(path)) return this.#fetched(path);
    const kept = await this.#files.find(path, this.#sessionHash);
    if (kept !== undefined) return kept;
    throw new AppError(`Cannot move ${path} to the gradio cache dir because it was not uploaded by a user.`);
  }

  async #fetched(url: string): Promise<KeptFile> {
    try {
      return await this.#files.fetch(url);
    } catch (error) {
      // Its caller named it: what is wrong with it is the caller's to know.
      throw new AppError((error as Error).message, { cause: error });
    }
  }
}

function baseName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? "";
}
