import { parseSetCookie } from "set-cookie-parser";

/** As many as browsers keep of a site. */
const MOST_COOKIES = 180;

/** The cookies of one origin: logins, and the sticky routes of servers with several replicas (protocol.md §3.9). Browsers keep theirs themselves. */
export class CookieJar {
  readonly #cookies = new Map<string, { readonly value: string; readonly secure: boolean; readonly expires: number }>();

  /** @param seed A `cookie` header, e.g. `"a=1; b=2"`. */
  constructor(seed?: string | null) {
    for (const pair of (seed ?? "").split(";")) {
      const at = pair.indexOf("=");
      if (at > 0)
        this.#cookies.set(pair.slice(0, at).trim(), { value: pair.slice(at + 1).trim(), secure: false, expires: Number.POSITIVE_INFINITY });
    }
  }

  /** Take up what a server sets. @param lines Its `set-cookie` headers. */
  store(lines: string[]): void {
    for (const { name, value, maxAge, expires, secure } of parseSetCookie(lines, { decodeValues: false, silent: true })) {
      const until = maxAge !== undefined ? Date.now() + maxAge * 1000 : (expires?.getTime() ?? Number.POSITIVE_INFINITY);
      if (until <= Date.now()) this.#cookies.delete(name);
      else if (this.#cookies.has(name) || this.#roomLeft()) this.#cookies.set(name, { value, secure: secure === true, expires: until });
    }
  }

  /** A flood of cookies pushes none out: a login stays. */
  #roomLeft(): boolean {
    if (this.#cookies.size < MOST_COOKIES) return true;
    for (const [name, { expires }] of this.#cookies) if (expires <= Date.now()) this.#cookies.delete(name);
    return this.#cookies.size < MOST_COOKIES;
  }

  /**
   * The `cookie` header for a request; `undefined` if there is none. Secure cookies travel encrypted only, but for one whose value travels
   * openly anyway: Gradio sets its token both ways, and the WebSocket of its first versions reads the secure one alone (protocol.md §10).
   */
  header(url: URL): string | undefined {
    const now = Date.now();
    const fresh = [...this.#cookies].filter(([, { expires }]) => expires > now);
    const open = new Set(fresh.filter(([, { secure }]) => !secure).map(([, { value }]) => value));
    const sent = fresh.filter(([, { value }]) => url.protocol === "https:" || open.has(value));
    return sent.length > 0 ? sent.map(([name, { value }]) => `${name}=${value}`).join("; ") : undefined;
  }

  /** What must not be told to a logger. */
  secrets(): string[] {
    return [...this.#cookies.values()].map(({ value }) => value);
  }
}
