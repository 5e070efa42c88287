import { Session } from "./session.js";

/** Unread steps of finished events are kept so long, in ms; their results, and the session itself, longer. */
const STEPS_KEPT = 10 * 60_000;
const SESSION_KEPT = 60 * 60_000;
const CAPACITY = 10_000;
/** A sweep that finds it full makes room for many, so that not every join has to sweep. */
const ROOM_MADE = CAPACITY / 10;
const SWEEP_EVERY = 30_000;
const FULL_SWEEP_EVERY = 1_000;

/** Every session that may still be asked for. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #byEvent = new Map<string, Session>();
  #swept = 0;

  get(hash: string): Session | undefined {
    return this.#sessions.get(hash);
  }

  /** The session of an event whose result nobody has read yet. */
  ofEvent(eventId: string): Session | undefined {
    const session = this.#byEvent.get(eventId);
    return session?.undelivered.has(eventId) ? session : undefined;
  }

  /** The session an event joins, made if need be. */
  join(hash: string, eventId: string): Session {
    this.#sweep(Date.now());
    const session = this.#sessions.get(hash) ?? new Session(hash);
    // Again at the end: the least recently joined is the first to go.
    this.#sessions.delete(hash);
    this.#sessions.set(hash, session);
    this.#byEvent.set(eventId, session);
    session.begin(eventId);
    return session;
  }

  /** Its client has gone: a new stream under this hash finds nothing until the next join (protocol.md §3.7). */
  drop(session: Session): void {
    session.drop();
    this.#remove(session);
  }

  [Symbol.iterator](): Iterator<Session> {
    return this.#sessions.values();
  }

  /** Bounds what is kept for clients that never come back. Run by joins, as only these make it grow: no timer keeps a process alive. */
  #sweep(now: number): void {
    const full = this.#sessions.size >= CAPACITY;
    if (now - this.#swept < (full ? FULL_SWEEP_EVERY : SWEEP_EVERY)) return;
    this.#swept = now;
    const kept = full ? CAPACITY - ROOM_MADE : CAPACITY;
    for (const session of this.#sessions.values()) {
      if (!session.idle) continue;
      const age = now - session.touched;
      if (age > SESSION_KEPT || this.#sessions.size > kept) this.#remove(session);
      else if (age > STEPS_KEPT) session.forgetSteps();
    }
    for (const [eventId, session] of this.#byEvent) if (!session.undelivered.has(eventId)) this.#byEvent.delete(eventId);
  }

  #remove(session: Session): void {
    if (this.#sessions.get(session.hash) === session) this.#sessions.delete(session.hash);
    for (const eventId of session.undelivered.keys()) this.#byEvent.delete(eventId);
  }
}
