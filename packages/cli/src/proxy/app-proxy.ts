import { once } from "node:events";
import { createServer, Agent as HttpAgent, type IncomingMessage, type ServerResponse } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import { pipeline, type Writable } from "node:stream";
import { InvalidArgumentError } from "@gradio-ts/client";
import { createProxyServer } from "httpxy";
import type { AppAccess } from "./app-access.js";
import { Door } from "./door.js";
import { entrance } from "./entrance.js";
import { unpacker } from "./packing.js";
import { jsonAnswer, type PlainAnswer, sendAnswer } from "./plain-answer.js";
import { ReplaceOrigin } from "./replace-origin.js";
import { requestHeaders } from "./request-headers.js";
import { responseHeaders } from "./response-headers.js";
import { alsoTo, type Exchange, type Watch } from "./watch.js";

export interface ProxyOptions {
  /** Default: one that is free. */
  readonly port: number | undefined;
  readonly access: AppAccess;
  /** What is answered here, in place of the app: files of a page, and that the app is not up yet. */
  readonly answer: (request: IncomingMessage) => PlainAnswer | undefined;
  readonly watch?: Watch | undefined;
}

/** Servers close an idle connection after 5 s without notice (protocol.md §18): no request is to be sent on one that old. */
const KEPT = { keepAlive: true, timeout: 4_000 };

/** What may hold addresses of the app's. */
const WITH_ADDRESSES = /^(text\/html|application\/json|text\/event-stream)\b/;
/** A file that a person saves stays as it is. */
const FILE = /\/(file[=/]|proxy=)/;

const NO_KEY: PlainAnswer = { status: 403, type: "text/plain", body: "Open the address that gradio-ts has printed.\n" };

/** Serves an app of elsewhere to a browser on this machine, which needs no secret of the app's and gets none. */
export class AppProxy {
  readonly #options: ProxyOptions;
  readonly #server = createServer((request, response) => this.#answer(request, response));
  readonly #app = createProxyServer({ changeOrigin: true, prependPath: false, selfHandleResponse: true });
  readonly #open = new HttpAgent(KEPT);
  readonly #encrypted = new HttpsAgent(KEPT);
  readonly #watched = new WeakMap<IncomingMessage, Exchange>();
  #door = new Door(0);

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#app.on("proxyRes", (answer, request, response) => this.#pass(answer, request, response));
    // Heard before what passes the handshake's answer on: the page gets no cookie.
    this.#app.on("proxyReqWs", (asked) => asked.on("upgrade", (answer: IncomingMessage) => this.#keepCookies(answer)));
    this.#server.on("upgrade", (request, socket, head) => this.#connect(request, socket as Socket, head));
  }

  /** @returns the address to open. @throws InvalidArgumentError if the port cannot be listened at. */
  async listen(): Promise<string> {
    const { port = 0 } = this.#options;
    // An upload takes as long as it takes.
    this.#server.requestTimeout = 0;
    try {
      await once(this.#server.listen(port, "127.0.0.1"), "listening");
    } catch (error) {
      throw new InvalidArgumentError(`--port: nothing can listen at ${port}: ${(error as Error).message}`, "--port");
    }
    this.#door = new Door((this.#server.address() as AddressInfo).port);
    return this.#door.entry;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#open.destroy();
    this.#encrypted.destroy();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const own = this.#ownAnswer(request);
    if (own === undefined) this.#forward(request, response);
    else sendAnswer(response, own);
  }

  #ownAnswer(request: IncomingMessage): PlainAnswer | undefined {
    const { access, answer } = this.#options;
    const { url = "/", headers } = request;
    if (this.#door.isEntry(url, headers)) return entrance(this.#door.cookie, access.base?.pathname ?? "/");
    return this.#door.admits(headers) ? answer(request) : NO_KEY;
  }

  #forward(request: IncomingMessage, response: ServerResponse): void {
    const target = this.#prepared(request);
    const exchange = this.#options.watch?.(request) ?? {};
    this.#watched.set(request, exchange);
    const buffer = exchange.body && pipeline(request, alsoTo(this.#inAddressesOfApp(request, exchange.body, target)), () => {});
    const agent = target.protocol === "https:" ? this.#encrypted : this.#open;
    this.#app.web(request, response, { target, agent, ...(buffer && { buffer }) }).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else sendAnswer(response, jsonAnswer(502, { detail: `The app at ${target.origin} cannot be reached: ${error.message}` }));
    });
  }

  #connect(request: IncomingMessage, socket: Socket, head: Buffer): void {
    if (this.#ownAnswer(request) !== undefined) {
      socket.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
      return;
    }
    this.#app.ws(request, socket, { target: this.#prepared(request) }, head).catch(() => socket.destroy());
  }

  /** A request as it goes on to the app. @returns the app's origin. */
  #prepared(request: IncomingMessage): URL {
    const { access } = this.#options;
    if (access.base === undefined) throw new Error("A request came before anybody knew where the app is.");
    request.headers = requestHeaders(request.headers, access);
    return new URL(access.base.origin);
  }

  /** An answer as it goes on to the page, as fast as that reads. */
  #pass(answer: IncomingMessage, request: IncomingMessage, response: ServerResponse): void {
    const { base } = this.#options.access;
    this.#keepCookies(answer);
    const { statusCode = 502, headers } = answer;
    const passed = responseHeaders(headers, (address) => this.#ownAddress(address, base));
    const changes = WITH_ADDRESSES.test(headers["content-type"] ?? "") && !FILE.test(request.url ?? "") && base !== undefined;
    const reader = this.#watched.get(request)?.answer?.(statusCode);
    const unpacked = changes || reader !== undefined ? unpacker(headers["content-encoding"]) : undefined;
    if (unpacked !== undefined) delete passed["content-encoding"];
    if (changes || unpacked !== undefined) delete passed["content-length"];
    response.writeHead(statusCode, answer.statusMessage, passed).flushHeaders();
    const stages = [unpacked, reader && alsoTo(reader), changes ? new ReplaceOrigin(base, this.#door.origin) : undefined];
    pipeline([answer, ...stages.filter((stage) => stage !== undefined), response], () => {});
  }

  /** The page names files by the proxy's addresses, which nobody knows afterwards. */
  #inAddressesOfApp({ headers }: IncomingMessage, reader: Writable, app: URL): Writable {
    if (!headers["content-type"]?.startsWith("application/json")) return reader;
    const replaced = new ReplaceOrigin(new URL(this.#door.origin), app.origin);
    pipeline(replaced, reader, () => {});
    return replaced;
  }

  #keepCookies({ headers }: IncomingMessage): void {
    this.#options.access.store(headers["set-cookie"] ?? []);
    delete headers["set-cookie"];
  }

  #ownAddress(address: string, base: URL | undefined): string {
    const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
    return url?.host === base?.host ? `${url?.pathname}${url?.search}${url?.hash}` : address;
  }
}
