import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

const secret = () => randomBytes(24).toString("base64url");

/** Who may come in: a browser that was once at the address nobody can guess, and asks for itself, not for another site. */
export class Door {
  /** `http://127.0.0.1:7861` */
  readonly origin: string;
  readonly #path = `/${secret()}`;
  readonly #key = secret();
  /** Browsers send a cookie to every port of a host: only the name tells two doors apart. */
  readonly #name: string;

  constructor(port: number) {
    this.origin = `http://127.0.0.1:${port}`;
    this.#name = `gradio-ts-${port}`;
  }

  /** The address to open. */
  get entry(): string {
    return `${this.origin}${this.#path}/`;
  }

  /** The `set-cookie` header that whoever was at the entry gets: no script reads it, no other site's link or form carries it. */
  get cookie(): string {
    return `${this.#name}=${this.#key}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Whether a request is for the entry, by whichever way it came. */
  isEntry(path: string, { host }: IncomingHttpHeaders): boolean {
    return this.#isHere(host) && isSame(path.replace(/\/$/, ""), this.#path);
  }

  /** Whether a request may reach the app. */
  admits({ host, origin, cookie = "", "sec-fetch-site": site }: IncomingHttpHeaders): boolean {
    const isOwn = (origin === undefined || origin === this.origin) && (site === undefined || site === "same-origin" || site === "none");
    return this.#isHere(host) && isOwn && cookie.split(/; */).some((pair) => isSame(pair, `${this.#name}=${this.#key}`));
  }

  /** A name of a stranger's may lead to this machine (DNS rebinding). */
  #isHere(host: string | undefined): boolean {
    return `http://${host}` === this.origin;
  }
}

/** Without telling by its time how much of it is right. */
function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
