import { spawn } from "node:child_process";
import { once } from "node:events";
import { type ClientRequest, request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import { commandFile } from "./command-path.js";
import { environment } from "./run-command.js";

export interface Seen {
  readonly status: number | undefined;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Asking {
  readonly method?: string;
  /** Over those of the page's own requests; `undefined` takes one away. */
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface ServedOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Another build of the command. */
  readonly main?: string;
}

/** A command that serves a page, and a browser that asks it. */
export class ServedPage {
  readonly child;
  readonly printed = { stdout: "", stderr: "" };
  readonly ended: Promise<number | null>;
  #cookie = "";

  constructor(words: readonly string[], { env = {}, cwd, main = commandFile }: ServedOptions = {}) {
    this.child = spawn(process.execPath, [main, ...words], { env: environment(env), cwd, timeout: 120_000 });
    for (const name of ["stdout", "stderr"] as const) {
      this.child[name].setEncoding("utf8").on("data", (data: string) => {
        this.printed[name] += data;
      });
    }
    this.ended = once(this.child, "close").then(([code]) => code as number | null);
  }

  /** Waits until the address is printed, and opens it. @returns what is there. */
  async open(): Promise<Seen> {
    while (this.entry === "") await Promise.race([once(this.child.stdout, "data"), once(this.child.stderr, "data"), this.#early()]);
    const seen = await this.ask(new URL(this.entry).pathname);
    this.#cookie = String(seen.headers["set-cookie"]).replace(/;.*/, "");
    return seen;
  }

  /** The address that was printed. */
  get entry(): string {
    return /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\/(?=\n)/.exec(this.printed.stdout + this.printed.stderr)?.[0] ?? "";
  }

  get origin(): string {
    return new URL(this.entry).origin;
  }

  /** Headers of a page's own request. */
  get headers(): Record<string, string> {
    return { cookie: this.#cookie, origin: this.origin, "sec-fetch-site": "same-origin" };
  }

  /** Begins a request; the answer is read by whoever wants it. */
  begin(path: string, { method = "GET", headers = {} }: Asking = {}): ClientRequest {
    const given = Object.entries({ ...this.headers, ...headers }).filter(([, value]) => value !== undefined);
    const asked = httpRequest(this.origin, { method, path, headers: Object.fromEntries(given), agent: false });
    // Commands that end cut their connections.
    return asked.on("error", () => {});
  }

  async ask(path: string, asking: Asking = {}): Promise<Seen> {
    const asked = this.begin(path, asking).end(asking.body);
    const [answer] = (await once(asked, "response")) as [IncomingMessage];
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  }

  /** Ctrl-C. @returns the exit code. */
  stop(): Promise<number | null> {
    this.child.kill("SIGINT");
    return this.ended;
  }

  async #early(): Promise<never> {
    throw new Error(`It ended with ${await this.ended}: ${this.printed.stderr}`);
  }
}
