/** A file that lies on the web. */
export interface PublicFile {
  /** Where it was found in the end. */
  readonly url: URL;
  readonly content: ReadableStream<Uint8Array>;
  /** MIME type, as its server says; else `""`. */
  readonly type: string;
}

/** Opens a URL of the public network. @throws RefusedUrlError, or Error if it cannot be fetched */
export type OpenPublic = (url: string) => Promise<PublicFile>;

/** A URL that this server will not fetch for anybody. */
export class RefusedUrlError extends Error {
  constructor(hostname: string) {
    super(`Hostname ${hostname} failed validation`);
    this.name = "RefusedUrlError";
  }
}

/** One answer on the way to a file. */
export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly type: string | undefined;
  /** Taken when the file is there. */
  content(): ReadableStream<Uint8Array>;
  cancel(): void;
}

const MOST_REDIRECTS = 10;

/** Follows redirects, each of which `ask` checks as it checks the first address. */
export async function follow(given: string, ask: (url: URL) => Promise<Answer>): Promise<PublicFile> {
  let url = new URL(given);
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    if (url.protocol !== "http:" && url.protocol !== "https:") throw new RefusedUrlError(url.hostname);
    const answer = await ask(url);
    if (answer.status >= 200 && answer.status < 300) {
      return { url, content: answer.content(), type: answer.type?.split(";")[0]?.trim().toLowerCase() ?? "" };
    }
    answer.cancel();
    if (answer.status < 300 || answer.status > 399 || answer.location === undefined)
      throw new Error(`${url.href} answered ${answer.status}.`);
    url = new URL(answer.location, url);
  }
  throw new Error(`${given} redirects too often.`);
}
