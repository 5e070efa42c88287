import { createWriteStream } from "node:fs";
import { open, rm } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { FileStream, type MultipastaStream, make } from "multipasta/node";
import { freeName } from "../output/free-name.js";
import type { Exchange } from "../proxy/watch.js";
import { collectJson } from "./collect-json.js";

/** Keeps what a page uploads, under its names: a program that uses it will look for it. */
export class KeptFiles {
  readonly #directory: string;
  readonly #onFailure: (message: string) => void;
  /** Names by the paths at the server. */
  readonly #names = new Map<string, string>();

  /** @param onFailure Hears why a file could not be kept. */
  constructor(directory: string, onFailure: (message: string) => void) {
    this.#directory = directory;
    this.#onFailure = onFailure;
  }

  /** The name of the file that went to a path at the server. */
  nameOf(path: string): string | undefined {
    return this.#names.get(path);
  }

  /** Reads an upload (protocol.md §7.1): the answer tells where its files are, in order. */
  keep(headers: IncomingHttpHeaders): Exchange | undefined {
    const body = formOf(headers);
    if (body === undefined) return undefined;
    const kept = this.#write(body);
    return {
      body,
      answer: (status) => collectJson((paths) => this.#remember(kept, status < 400 && Array.isArray(paths) ? paths : [])),
    };
  }

  /** @returns the names; none of an upload that did not come to its end. */
  async #write(body: MultipastaStream): Promise<readonly string[]> {
    const names: string[] = [];
    let current: FileStream | undefined;
    // It does not hear by itself that nothing more will come.
    body.once("close", () => body.writableFinished || current?.destroy());
    try {
      for await (const part of body) {
        if (!(part instanceof FileStream)) continue;
        current = part;
        const name = await this.#free(plainName(part.filename));
        names.push(name);
        await pipeline(part, createWriteStream(join(this.#directory, name)));
      }
      return names;
    } catch (error) {
      await this.#remove(names);
      // Else the browser has given up, or sends no form.
      if ((error as NodeJS.ErrnoException).syscall !== undefined) this.#onFailure((error as Error).message);
      return [];
    }
  }

  /** Makes an empty file, over no other. @returns its name. */
  async #free(name: string): Promise<string> {
    for (const taken = new Set<string>(); ; ) {
      const free = freeName(name, taken);
      try {
        await (await open(join(this.#directory, free), "wx")).close();
        return free;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }

  /** A server gives equal files one path: one of them is enough. What it refused is of no use. */
  async #remember(kept: Promise<readonly string[]>, paths: readonly unknown[]): Promise<void> {
    const isNew = (path: unknown): path is string => typeof path === "string" && !this.#names.has(path);
    for (const [index, name] of (await kept).entries()) {
      const path = paths[index];
      if (isNew(path)) this.#names.set(path, name);
      else await this.#remove([name]);
    }
  }

  async #remove(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.#directory, name), { force: true });
  }
}

/** @returns `undefined` for what is no form: the parser throws there. */
function formOf(headers: IncomingHttpHeaders): MultipastaStream | undefined {
  try {
    return make({ headers });
  } catch {
    return undefined;
  }
}

const LONGEST = 120;

/** A page chooses the name: it leads to no other folder, hides nothing, and is fit for a terminal and for code. */
function plainName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}._ ()+-]/gu, "_").replace(/^[. -]+/, "");
  return plain.slice(-LONGEST) || "file";
}
