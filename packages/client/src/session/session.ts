import type { App } from "../app/app.js";
import type { Http } from "../http/request.js";
import { appAnswers } from "../protocol/app-answers.js";
import type { WireSession } from "../protocol/call.js";
import { newSessionHash } from "../protocol/session-hash.js";
import { EventStream } from "./event-stream.js";
import { startHeartbeat } from "./heartbeat.js";

/** A call that runs in a session, as its siblings see it. */
export interface SessionCall {
  readonly fnIndex: number;
}

export interface SessionOptions {
  /** Default: a new one. */
  readonly hash?: string | undefined;
  /** Whether it shows that it is alive, where the app asks for that. Default `true`. */
  readonly heartbeat?: boolean | undefined;
}

/** One session at the server: its name, its stream, its heartbeat, and the calls that run in it. */
export class Session implements WireSession {
  readonly hash: string;
  readonly stream: EventStream;
  readonly #http: Http;
  readonly #app: App;
  readonly #heartbeat: boolean;
  readonly #calls = new Set<SessionCall>();
  /** The cancels under way, by function. */
  readonly #cancels = new Map<number, Promise<void>>();
  #stopHeartbeat: (() => void) | undefined;
  #retired = false;

  constructor(http: Http, app: App, { hash = newSessionHash(), heartbeat = true }: SessionOptions = {}) {
    this.hash = hash;
    this.#http = http;
    this.#app = app;
    this.#heartbeat = heartbeat && app.heartbeat;
    this.stream = new EventStream({
      open: (signal, timeout) =>
        http.open(`${app.prefix}queue/data?session_hash=${encodeURIComponent(this.hash)}`, {
          signal,
          timeout,
          accept: "text/event-stream",
          repeat: "never-arrived",
        }),
      openTimeout: http.requestTimeout,
      ask: (signal) => appAnswers(http, app, signal),
      endsWithoutWord: app.wire !== "sse_v3",
      silenceTimeout: http.silenceTimeout,
      log: http.log,
    });
  }

  /** A call begins. @returns a function that says it has ended. */
  enter(call: SessionCall): () => void {
    this.#calls.add(call);
    if (this.#heartbeat)
      this.#stopHeartbeat ??= startHeartbeat(this.#http, `${this.#app.prefix}heartbeat/${encodeURIComponent(this.hash)}`);
    return () => {
      this.#calls.delete(call);
      if (this.#retired && this.#calls.size === 0) this.close();
    };
  }

  /** Whether another call of the same function runs in this session: cancelling one at the server would end both (protocol.md §8). */
  hasSibling(call: SessionCall): boolean {
    for (const other of this.#calls) if (other !== call && other.fnIndex === call.fnIndex) return true;
    return false;
  }

  /** Until `cancel` has come to its end, a new call of the same function would be ended with the one that is cancelled (protocol.md §8). */
  holdBack({ fnIndex }: SessionCall, cancel: Promise<void>): void {
    const all: Promise<void> = Promise.all([this.#cancels.get(fnIndex), cancel]).then(() => {
      if (this.#cancels.get(fnIndex) === all) this.#cancels.delete(fnIndex);
    });
    this.#cancels.set(fnIndex, all);
  }

  /** What a new call has to wait for, if anything. */
  heldBack({ fnIndex }: SessionCall): Promise<void> | undefined {
    return this.#cancels.get(fnIndex);
  }

  /** No new calls come: it closes with its last one. */
  retire(): void {
    this.#retired = true;
    if (this.#calls.size === 0) this.close();
  }

  close(): void {
    this.stream.close();
    this.#stopHeartbeat?.();
    this.#stopHeartbeat = undefined;
  }
}
