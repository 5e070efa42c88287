import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket, WebSocketServer } from "ws";
import type { FaultCase } from "../cases/case.js";
import type { RequestAct, RequestMoment } from "../cases/request-faults.js";
import type { StreamMoment } from "../cases/stream-faults.js";
import { answerBadly } from "../faults/answer-badly.js";
import { refuseHandshake } from "../faults/refuse-handshake.js";
import { Striker } from "../faults/striker.js";
import { type Exchange, forward, type WholeAnswer, wholeAnswer } from "./exchange.js";
import { FaultLog } from "./fault-log.js";
import { FrontDoor } from "./front-door.js";
import { Lines } from "./lines.js";
import { Outage } from "./outage.js";
import { readBody } from "./read-body.js";
import { type RequestKind, requestKind } from "./request-kind.js";
import { Victim } from "./victim.js";

export interface Surroundings {
  /** Which of all proxies it is. */
  readonly number: number;
  /** The server behind it. */
  readonly target: URL;
  /** A URL of another origin, which notes what reaches it. */
  readonly elsewhere: string;
}

/** Milliseconds for which nothing listens while a server restarts. */
const RESTART = 150;

/**
 * Milliseconds in which a WebSocket's other end says goodbye, too: who was cut off never does, and `ws` would wait for 30 s. An option that its
 * types do not know yet.
 */
const CLOSING = { closeTimeout: 1000 };

/** Stands between one client and a server, and breaks one thing at one moment. */
export class FaultProxy {
  readonly log = new FaultLog();
  /** The kind of request that the case is about. */
  readonly kind: RequestKind;
  readonly #case: FaultCase;
  readonly #surroundings: Surroundings;
  readonly #victim = new Victim();
  readonly #door: FrontDoor;
  readonly #http = createServer((request, response) => void this.#serve(request, response).catch(() => request.socket.destroy()));
  readonly #sockets = new WebSocketServer({ noServer: true, ...CLOSING });
  readonly #striker: Striker | undefined;
  readonly #lines: Lines;
  #outage: Outage | undefined;
  /** How many requests are still to be struck. */
  #left: number;
  #loggedOut = false;
  /** What must have been said before a join is answered. */
  readonly #awaited: "result" | "end" | undefined;
  #onSaid = () => {};
  readonly #said = new Promise<void>((resolve) => {
    this.#onSaid = resolve;
  });
  #blocked: Promise<void> = Promise.resolve();

  private constructor(faultCase: FaultCase, surroundings: Surroundings) {
    this.#case = faultCase;
    this.#surroundings = surroundings;
    const { fault, moment, transport } = faultCase;
    this.#door = new FrontDoor(surroundings.number, (socket) => void this.#http.emit("connection", socket));
    this.kind = struckKind(faultCase);
    this.#left = fault.level === "stream" ? 0 : fault.times === "once" ? 1 : Number.POSITIVE_INFINITY;
    const onStruck = () => this.log.note("struck", fault.name);
    this.#striker = fault.level === "stream" ? new Striker(moment as StreamMoment, fault.act, onStruck) : undefined;
    this.#awaited = fault.level === "request" && fault.act.type === "overtaken" ? fault.act.by : undefined;
    this.#lines = new Lines({
      shared: transport.shared,
      endsWithoutWord: transport.shared && !transport.announcesEnd,
      victim: this.#victim,
      headers: this.#connection,
      striker: this.#striker,
      block: (until) => {
        this.#blocked = until;
      },
      restart: () => this.#restart(),
      before: (what) => {
        this.#outage?.before(what);
        if (what === this.#awaited) this.#onSaid();
      },
    });
    this.#http.on("upgrade", (request, socket, head) => void this.#upgrade(request, socket, head).catch(() => socket.destroy()));
  }

  static async start(faultCase: FaultCase, surroundings: Surroundings): Promise<FaultProxy> {
    const proxy = new FaultProxy(faultCase, surroundings);
    await proxy.#door.open();
    const { fault, moment } = faultCase;
    if (fault.level === "request" && fault.act.type === "refuse")
      proxy.#outage = new Outage(proxy.#door, proxy.log, moment as RequestMoment, fault.times === "once");
    return proxy;
  }

  get url(): string {
    return this.#door.url;
  }

  /** From now on all goes well. */
  async disarm(): Promise<void> {
    await this.#striker?.done;
    this.#striker?.rest();
    this.#left = 0;
    this.#outage?.rest();
    this.#lines.noMore();
    this.log.note("disarmed", "");
    await this.#door.open();
  }

  close(): void {
    this.#lines.dropAll();
    this.#door.close();
  }

  /** What is to be refused needs a connection of its own. */
  get #connection(): Readonly<Record<string, string>> {
    const { fault } = this.#case;
    return fault.level === "request" && fault.act.type === "refuse" ? { connection: "close" } : {};
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on("error", () => {});
    const cutAfter = this.#cutsRequestAfter(request);
    const body = await readBody(request, cutAfter);
    await this.#blocked;
    if (body === undefined) {
      this.log.note("request", "upload");
      this.log.note("struck", "cut within the request");
      this.#left--;
      request.socket.resetAndDestroy();
      return;
    }
    const moved = /^\/moved\?to=(.*)/.exec(request.url ?? "")?.[1];
    const path = moved === undefined ? (request.url ?? "/") : decodeURIComponent(moved);
    const kind = requestKind(request.method ?? "GET", path, this.#case.transport.prefix, String(body));
    const isVictim = this.#victim.owns(request, String(body));
    const exchange: Exchange = { kind, request, body, response, path, target: this.#surroundings.target };
    const forgotten = this.#loggedOut && this.#isForgotten(kind);
    this.log.note("request", forgotten ? `${kind}, of a forgotten login` : moved === undefined ? kind : "moved", isVictim);
    if (forgotten) return void response.writeHead(401, JSON_TYPE).end('{"detail":"Not authenticated"}');
    const act = isVictim && moved === undefined ? this.#take(kind) : undefined;
    if (act === undefined) return this.#relay(exchange, isVictim);
    const ask = async () => {
      // Some servers answer a cancel when the function has ended, if at all; what they say does not matter.
      if (kind === "cancel") {
        forward(exchange, false).then(
          (ignored) => void ignored.resume(),
          () => {},
        );
        return CANCELLED;
      }
      const answer = forward(exchange).then(wholeAnswer);
      return kind === "join" ? this.#victim.joins(answer) : answer;
    };
    let noted = false;
    const strike = () => {
      if (!noted) this.log.note("struck", this.#case.fault.name);
      noted = true;
    };
    if (this.#case.moment === "cancelled join") strike();
    await answerBadly({ act, exchange, ask, onBegun: strike, said: this.#said, elsewhere: this.#surroundings.elsewhere });
    strike();
  }

  async #relay(exchange: Exchange, isVictim: boolean): Promise<void> {
    const { kind, request, response } = exchange;
    const isLine = kind === "stream" || (kind === "join" && request.method === "GET");
    if (isLine) return this.#lines.stream(exchange, isVictim);
    const forwarded = forward(exchange);
    if (kind === "heartbeat") {
      const answer = await forwarded;
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on("error", () => response.destroy()).pipe(response);
      return;
    }
    const whole = forwarded.then(wholeAnswer);
    const { status, headers, body } = await (kind === "join" && isVictim ? this.#victim.joins(whole) : whole);
    if (kind === "login" && status < 400) this.#loggedOut = false;
    if (isVictim) this.#outage?.before(kind);
    response.writeHead(status, { ...headers, ...this.#connection, "content-length": String(body.length) }).end(body);
  }

  async #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const isVictim = this.#victim.owns(request, "");
    this.log.note("request", this.#loggedOut ? "join, of a forgotten login" : "join", isVictim);
    if (this.#loggedOut) return refuseHandshake(FORBIDDEN, socket, "");
    const act = isVictim ? this.#take("join") : undefined;
    if (act !== undefined) {
      refuseHandshake(act, socket, this.#surroundings.elsewhere);
      this.log.note("struck", this.#case.fault.name);
      return;
    }
    const { host: _, ...headers } = request.headers;
    const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !/^(sec-websocket|upgrade|connection)/.test(name)));
    const upstream = new WebSocket(new URL((request.url ?? "").slice(1), this.#surroundings.target), {
      headers: kept as Record<string, string>,
      ...CLOSING,
    });
    upstream.on("error", () => socket.destroy());
    upstream.on("unexpected-response", (__, { statusCode = 502 }) =>
      refuseHandshake({ type: "answer", status: statusCode, contentType: "text/plain", body: "" }, socket, ""),
    );
    // A server speaks first: nothing may be missed.
    upstream.once("upgrade", () =>
      this.#sockets.handleUpgrade(request, socket, head, (client) => this.#lines.socket(client, upstream, isVictim)),
    );
  }

  /** The fault for this request, if it is its turn. */
  #take(kind: RequestKind): RequestAct | undefined {
    const { fault } = this.#case;
    if (fault.level !== "request" || this.#outage !== undefined || kind !== this.kind || this.#left === 0) return undefined;
    this.#left--;
    return fault.act;
  }

  #cutsRequestAfter(request: IncomingMessage): number {
    const { fault } = this.#case;
    const cuts = fault.level === "request" && fault.act.type === "reset" && fault.act.bytes > 0 && this.#left > 0;
    return cuts && request.url?.includes("upload") === true ? fault.act.bytes : Number.POSITIVE_INFINITY;
  }

  async #restart(): Promise<void> {
    this.#loggedOut = true;
    this.#door.shut();
    this.#door.resetAll();
    this.log.note("down", "restart");
    await delay(RESTART);
    await this.#door.open();
    this.log.note("up", "restart");
  }

  /** Whether a server that has restarted refuses this (protocol.md §10). */
  #isForgotten(kind: RequestKind): boolean {
    return kind !== "login" && kind !== "cancel" && kind !== "heartbeat" && kind !== "app_id";
  }
}

const JSON_TYPE = { "content-type": "application/json" };
const CANCELLED: WholeAnswer = { status: 200, headers: JSON_TYPE, body: Buffer.from('{"success":true}') };
const FORBIDDEN: RequestAct = { type: "answer", status: 403, contentType: "text/plain", body: "" };

function struckKind({ moment, transport }: FaultCase): RequestKind {
  if (moment === "opening") return "stream";
  if (moment === "data") return "feed";
  if (moment === "join" && transport.name === "direct") return "run";
  const lineMoment = ["cancelled join", "queued", "processing", "between steps", "end", "after the end"].includes(moment);
  return lineMoment ? "join" : (moment as RequestKind);
}
