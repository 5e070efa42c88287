import type { CookieJar } from "./cookie-jar.js";
import type { FetchResponse } from "./fetch-types.js";

/** A server's cookies. Their jar comes with the first of them: browsers show none, and keep them themselves. */
export class Cookies {
  #jar: CookieJar | undefined;

  /** @param jar One that holds some already. */
  constructor(jar?: CookieJar) {
    this.#jar = jar;
  }

  /** Take up what a server sets. */
  async store({ headers }: FetchResponse): Promise<void> {
    const lines = headers.getSetCookie?.() ?? [];
    if (lines.length === 0) return;
    const { CookieJar } = await import("./cookie-jar.js");
    this.#jar ??= new CookieJar();
    this.#jar.store(lines);
  }

  /** The `cookie` header for a request; `undefined` if there is none. */
  header(url: URL): string | undefined {
    return this.#jar?.header(url);
  }

  /** What must not be told to a logger. */
  secrets(): string[] {
    return this.#jar?.secrets() ?? [];
  }
}
