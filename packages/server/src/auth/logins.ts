import { sameText } from "./same-text.js";

/** Who may log in: pairs of user and password, or a check of one's own. */
export type Credentials =
  | readonly (readonly [username: string, password: string])[]
  | ((username: string, password: string) => boolean | Promise<boolean>);

/** Logins that are remembered; the oldest goes first. */
const CAPACITY = 10_000;

/** Those who have logged in, by the token their cookie carries. */
export class Logins {
  /** Part of the cookies' names, so that apps on one host do not take each other's. */
  readonly id = randomText();
  readonly #credentials: Credentials;
  readonly #names = new Map<string, string>();

  constructor(credentials: Credentials) {
    this.#credentials = credentials;
  }

  /** @returns a new token, or `undefined` for credentials that are wrong. */
  async logIn(username: string, password: string): Promise<string | undefined> {
    if (!(await this.#isRight(username, password))) return undefined;
    const token = randomText();
    this.#names.set(token, username);
    const [oldest] = this.#names.keys();
    if (this.#names.size > CAPACITY && oldest !== undefined) this.#names.delete(oldest);
    return token;
  }

  nameOf(token: string | undefined): string | undefined {
    return token === undefined ? undefined : this.#names.get(token);
  }

  /** Forgets a token; with `everywhere`, all of its user. */
  logOut(token: string, everywhere: boolean): void {
    const name = this.#names.get(token);
    this.#names.delete(token);
    if (!everywhere || name === undefined) return;
    for (const [other, owner] of [...this.#names]) if (owner === name) this.#names.delete(other);
  }

  async #isRight(username: string, password: string): Promise<boolean> {
    const credentials = this.#credentials;
    if (typeof credentials === "function") return (await credentials(username, password)) === true;
    // One text, so that neither part can take letters from the other; every pair is looked at, whichever fits.
    const given = JSON.stringify([username, password]);
    const verdicts = await Promise.all(credentials.map(([name, secret]) => sameText(JSON.stringify([name, secret]), given)));
    return verdicts.includes(true);
  }
}

/** 256 random bits in letters that no client splits a cookie at. */
function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
