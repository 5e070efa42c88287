import { unref } from "../endpoint/unref.js";
import type { Letter } from "./mailbox.js";
import type { Session } from "./session.js";

/**
 * What a reader gets next. `end`: nothing is left to wait for. `gone`: the session was dropped under its feet, or its event was read by
 * another. `stopped`: the server will take no more joins, and it waits for one.
 */
export type Reading = Letter | "heartbeat" | "end" | "gone" | "stopped";

/**
 * A client that knows its session may open the stream together with the join that it is for, to save a round trip: either may come first.
 * In ms.
 */
const WAIT_FOR_JOIN = 500;

/** One event stream of a session, or of one of its events. Messages leave the session only as the client takes them. */
export class SessionReader {
  readonly #session: Session;
  readonly #eventId: string | undefined;
  readonly #leave: () => void;
  readonly #beats: ReturnType<typeof setInterval>;
  /** How many events had joined when this reader last took something: those it may be said to know of. */
  known: number;
  /** Opened with nothing to read: the join may be on its way. */
  #early: boolean;
  readonly #patience: ReturnType<typeof setTimeout>;
  #beat = false;
  #closed = false;
  #completed = false;

  constructor(session: Session, eventId: string | undefined, heartbeat: number) {
    this.#session = session;
    this.#eventId = eventId;
    this.#leave = session.attach(this, eventId);
    this.known = session.joined;
    this.#beats = setInterval(() => {
      this.#beat = true;
      session.bell.ring();
    }, heartbeat);
    unref(this.#beats);
    this.#early = session.finished && eventId === undefined;
    this.#patience = setTimeout(() => {
      this.#early = false;
      session.bell.ring();
    }, WAIT_FOR_JOIN);
    unref(this.#patience);
  }

  async next(): Promise<Reading> {
    for (;;) {
      const reading = this.now();
      if (reading !== undefined) return reading;
      await this.#session.bell.wait();
    }
  }

  /** What is there already; `undefined` if that is nothing. */
  now(): Reading | undefined {
    if (this.#closed) return "end";
    if (this.#session.dropped) return this.#end("gone");
    if (this.#completed) return this.#end("end");
    const letter = this.newest ? this.#session.take(this.#eventId) : undefined;
    if (letter !== undefined) {
      this.known = this.#session.joined;
      this.#early = false;
      this.#completed = this.#eventId !== undefined && letter.msg === "process_completed";
      return letter;
    }
    if (this.#eventId !== undefined && !this.#session.undelivered.has(this.#eventId)) return this.#end("gone");
    if (this.#eventId === undefined && this.#session.finished && !this.#early) return this.#end("end");
    if (this.#early && this.#session.stopped) return this.#end("stopped");
    if (!this.#beat) return undefined;
    this.#beat = false;
    return "heartbeat";
  }

  /** @returns whether it was still reading. */
  close(): boolean {
    if (this.#closed) return false;
    this.#closed = true;
    clearInterval(this.#beats);
    clearTimeout(this.#patience);
    this.#leave();
    return true;
  }

  /** Of several readers of the same, the newest gets what comes. */
  get newest(): boolean {
    return this.#session.isNewest(this, this.#eventId);
  }

  #end<How extends "end" | "gone" | "stopped">(how: How): How {
    this.close();
    return how;
  }
}
