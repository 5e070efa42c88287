import type { ApiInfo } from "@gradio-ts/client";
import { type ProgramLanguage, programText } from "./program-text.js";
import type { RecordedEntry } from "./recording.js";
import { toCalls } from "./to-calls.js";

export interface ProgramOptions {
  readonly language: ProgramLanguage;
  readonly entries: () => readonly RecordedEntry[];
  readonly nameOf: (path: string) => string | undefined;
  /** Asked for with the first call, and again if that fails: a locked app is known once somebody has logged in. */
  readonly info: () => Promise<ApiInfo>;
  /** Gets each version of the program, and the one before. */
  readonly onText: (text: string, before: string) => Promise<void>;
}

/** A program that is written anew with each call that ends. */
export class GrowingProgram {
  readonly #options: ProgramOptions;
  #info: ApiInfo | undefined;
  #text = "";
  #writing = Promise.resolve();

  constructor(options: ProgramOptions) {
    this.#options = options;
  }

  /** A call has ended. */
  grow(): void {
    // What fails fails again at the end, where it is told.
    this.#writing = this.#writing.then(() => this.#write()).catch(() => {});
  }

  /** @returns the whole program, `""` if there were no calls. @throws what the app is described with, or written. */
  async finish(): Promise<string> {
    await this.#writing;
    await this.#write();
    return this.#text;
  }

  async #write(): Promise<void> {
    const { entries, nameOf, language, info, onText } = this.#options;
    if (entries().length === 0) return;
    this.#info ??= await info();
    const described = this.#info;
    const before = this.#text;
    this.#text = programText(toCalls(entries(), described, nameOf), described, language);
    if (this.#text !== before) await onText(this.#text, before);
  }
}
