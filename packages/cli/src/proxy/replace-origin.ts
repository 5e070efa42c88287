import { Transform, type TransformCallback } from "node:stream";

/**
 * Puts one origin in place of another, where a string in HTML, JSON or an event stream begins with it: the root in `/config`, the `url` of
 * files. What is in the midst of a text is the text's. Passes on at once all but what may be the beginning of such an address.
 */
export class ReplaceOrigin extends Transform {
  readonly #pattern: RegExp;
  readonly #beginnings: readonly string[];
  readonly #origin: string;
  /** Letters stand for bytes, so that no character can be cut. */
  #held = "";

  constructor({ host }: URL, origin: string) {
    super();
    // Behind an encrypting proxy an app may take itself for an open one (protocol.md §1.1).
    this.#beginnings = ["http", "https"].map((protocol) => `${protocol}://${host}`);
    this.#pattern = new RegExp(`(?<=["'])https?://${host.replace(/[.[\]]/g, "\\$&")}(?=["'/\\\\?#])`, "g");
    this.#origin = origin;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const text = this.#held + chunk.toString("latin1");
    const end = this.#certain(text);
    this.#held = text.slice(end);
    done(null, this.#replaced(text.slice(0, end)));
  }

  override _flush(done: TransformCallback): void {
    done(null, this.#replaced(this.#held));
  }

  /** Up to where nothing that comes can change what has come. */
  #certain(text: string): number {
    const quote = Math.max(text.lastIndexOf('"'), text.lastIndexOf("'"));
    const begun = text.slice(quote + 1);
    return quote >= 0 && this.#beginnings.some((beginning) => beginning.startsWith(begun)) ? quote : text.length;
  }

  #replaced(text: string): Buffer {
    return Buffer.from(text.replace(this.#pattern, this.#origin), "latin1");
  }
}
