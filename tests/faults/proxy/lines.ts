import type { IncomingMessage } from "node:http";
import { WebSocket } from "ws";
import type { Struck } from "../faults/strike-line.js";
import type { Striker } from "../faults/striker.js";
import { eventStreamSink } from "./event-stream-sink.js";
import { type Exchange, forward } from "./exchange.js";
import { Line } from "./line.js";
import { readMessages } from "./read-messages.js";
import { socketSink } from "./socket-sink.js";
import { sessionIn, type Victim } from "./victim.js";

export type Saying = "call for data" | "step" | "result" | "end";

export interface LinesOptions {
  /** Whether one stream carries all calls of a session. */
  readonly shared: boolean;
  /** Whether a stream that ends without a word has ended properly. */
  readonly endsWithoutWord: boolean;
  readonly victim: Victim;
  /** Added to every event stream. */
  readonly headers: Readonly<Record<string, string>>;
  readonly striker: Striker | undefined;
  readonly block: Struck["block"];
  readonly restart: () => Promise<void>;
  /** Something is about to be said of the victim, or its stream to end. */
  readonly before: (what: Saying) => void;
}

/** One line at the server's side. */
interface Server {
  readonly line: Line;
  readonly drop: () => void;
}

/** The lines on which a server speaks of calls, each of which can be struck. */
export class Lines {
  readonly #options: LinesOptions;
  /** By session, where a session has one; those that wait for a client to come back among them. */
  readonly #lines = new Map<string, Server>();
  #own = 0;
  #emptyNext: "with word" | "without word" | undefined;

  constructor(options: LinesOptions) {
    this.#options = options;
  }

  /** An event stream, as the server opens it. What waits for its session is given first. */
  async stream(exchange: Exchange, isVictim: boolean): Promise<void> {
    const { response } = exchange;
    const { headers } = this.#options;
    const key = this.#options.shared ? (sessionIn(exchange.path) ?? "") : `own ${++this.#own}`;
    const sink = eventStreamSink(response);
    const head = () => response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", ...headers }).flushHeaders();
    if (isVictim && this.#emptyNext !== undefined) {
      const word = this.#emptyNext === "with word" ? 'data: {"msg":"close_stream"}\n\n' : "";
      this.#emptyNext = undefined;
      head();
      response.end(word);
      return;
    }
    let server = this.#lines.get(key);
    // One that still has a reader is about to end: the server has said so.
    if (server === undefined || !server.line.left) {
      const answer = await forward(exchange, false);
      if (answer.statusCode !== 200) {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
        return;
      }
      server = { line: new Line(), drop: () => answer.destroy() };
      this.#lines.set(key, server);
      void this.#read(key, server, answer, isVictim);
    }
    const current = server;
    const { line } = current;
    head();
    line.attach(sink);
    response.once("close", () => {
      if (!line.has(sink)) return;
      this.#forget(key, current);
    });
  }

  /** A WebSocket whose both ends are open. */
  socket(client: WebSocket, upstream: WebSocket, isVictim: boolean): void {
    const key = `own ${++this.#own}`;
    const server: Server = { line: new Line(), drop: () => upstream.close() };
    this.#lines.set(key, server);
    const { line } = server;
    upstream.on("message", (data) => this.#hear(key, server, String(data), isVictim));
    upstream.on("close", () => line.over());
    upstream.on("error", () => line.leave("cut"));
    client.on("message", (data) => {
      if (upstream.readyState === WebSocket.OPEN) upstream.send(String(data));
    });
    client.on("error", () => {});
    client.on("close", () => this.#forget(key, server));
    line.attach(socketSink(client));
  }

  dropAll(): void {
    for (const [key, server] of this.#lines) this.#forget(key, server);
  }

  noMore(): void {
    this.#emptyNext = undefined;
  }

  async #read(key: string, server: Server, answer: IncomingMessage, isVictim: boolean): Promise<void> {
    const { shared, striker, victim } = this.#options;
    try {
      for await (const message of readMessages(answer)) {
        if (shared && striker !== undefined) await victim.known();
        this.#hear(key, server, message, isVictim);
      }
      if (isVictim) this.#options.before("end");
      server.line.over();
    } catch {
      server.line.leave("cut");
    } finally {
      this.#forgetOver(key, server);
    }
  }

  #hear(key: string, server: Server, message: string, isVictim: boolean): void {
    const { shared, victim, striker, before } = this.#options;
    const { line } = server;
    const { msg, event_id: eventId } = JSON.parse(message) as { readonly msg: string; readonly event_id?: unknown };
    const meant = shared ? victim.isMeant(eventId) : isVictim;
    if (meant && msg === "send_data") before("call for data");
    if (meant && msg === "process_generating") before("step");
    if (meant && msg === "process_completed") before("result");
    if (isVictim && msg === "close_stream") before("end");
    if (striker === undefined || !meant) {
      line.send(message);
      return;
    }
    striker.pass(msg, {
      line,
      message,
      endsWithoutWord: this.#options.endsWithoutWord,
      eventId: shared ? (eventId as string) : undefined,
      drop: () => this.#forget(key, server),
      endNext: (withWord) => {
        this.#emptyNext = withWord ? "with word" : "without word";
      },
      block: this.#options.block,
      restart: () => {
        this.dropAll();
        return this.#options.restart();
      },
    });
  }

  #forget(key: string, server: Server): void {
    if (this.#lines.get(key) === server) this.#lines.delete(key);
    server.drop();
  }

  /** All has been said: kept only while that waits for a client. */
  #forgetOver(key: string, server: Server): void {
    if (this.#lines.get(key) === server && !server.line.waits) this.#lines.delete(key);
  }
}
