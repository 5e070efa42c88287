import type { FetchFunction } from "@gradio-ts/client";
import { CookieJar } from "@gradio-ts/wire";

/** Headers of single requests: those of a page's requests are the page's. */
const OF_ONE_REQUEST = new Set(["accept", "content-length", "content-type", "cookie", "x-gradio-user"]);

/**
 * Where an app is, and what lets a request in: the token of its Space, the headers of the command line, the cookies it sets. Learned from a client
 * that connects to it by this `fetch`, so that the same goes to the same places.
 */
export class AppAccess {
  #base: URL | undefined;
  #headers: Readonly<Record<string, string>> = {};
  #cookies = new CookieJar();

  /** The app's address, ending in `/`; `undefined` until the app itself was asked, as the name of a Space has to be looked up first. */
  get base(): URL | undefined {
    return this.#base;
  }

  readonly fetch: FetchFunction = async (url, init = {}) => {
    const { pathname } = new URL(url);
    if (pathname.endsWith("/config")) this.#learn(new URL(".", url), init.headers ?? {});
    const response = await globalThis.fetch(url, init);
    if (new URL(url).origin === this.#base?.origin) this.#cookies.store(response.headers.getSetCookie());
    return response;
  };

  /** The headers that let a request of a page in. */
  headers(): Record<string, string> {
    const cookie = this.#base && this.#cookies.header(this.#base);
    return cookie === undefined ? { ...this.#headers } : { ...this.#headers, cookie };
  }

  /** Takes up what the app sets. @param lines Its `set-cookie` headers. */
  store(lines: string[]): void {
    this.#cookies.store(lines);
  }

  /** The first request for a config goes to the app: the hub is asked by other paths. */
  #learn(base: URL, headers: Readonly<Record<string, string>>): void {
    if (this.#base !== undefined) return;
    this.#base = base;
    this.#cookies = new CookieJar(headers["cookie"]);
    this.#headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_ONE_REQUEST.has(name)));
  }
}
