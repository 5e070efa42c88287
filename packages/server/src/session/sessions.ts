import type { Meter } from "./mailbox.js";
import { Session } from "./session.js";

/** Unread steps of finished events are kept so long, in ms; their results, and the session itself, longer. */
const STEPS_KEPT = 10 * 60_000;
const SESSION_KEPT = 60 * 60_000;
const CAPACITY = 10_000;
/** Characters of all sessions that nobody has read. */
const SIZE = 256 * 1024 * 1024;
/** A sweep that finds it full makes room for many, so that not every join has to sweep. */
const LEFT = 0.9;
const SWEEP_EVERY = 30_000;
const FULL_SWEEP_EVERY = 1_000;

/** Every session that may still be asked for. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #byEvent = new Map<string, Session>();
  readonly #meter: Meter = { unread: 0 };
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
    const session = this.#sessions.get(hash) ?? new Session(hash, this.#meter);
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

  /** No event will join any more. */
  stop(): void {
    for (const session of this.#sessions.values()) session.stop();
  }

  /**
   * Bounds what is kept for clients that never come back. Run before joins, as only these make it grow: no timer keeps a process alive.
   * @returns sessions with events under way that nobody has asked for in an hour.
   */
  sweep(now = Date.now()): Session[] {
    const full = this.#sessions.size >= CAPACITY || this.#meter.unread > SIZE;
    if (now - this.#swept < (full ? FULL_SWEEP_EVERY : SWEEP_EVERY)) return [];
    this.#swept = now;
    const deserted: Session[] = [];
    for (const session of this.#sessions.values()) {
      const age = now - session.touched;
      if (!session.idle) {
        if (now - session.unheardSince > SESSION_KEPT) deserted.push(session);
      } else if (age > SESSION_KEPT || (full && this.#crowded)) this.drop(session);
      else if (age > STEPS_KEPT) session.forgetSteps();
    }
    for (const [eventId, session] of this.#byEvent) if (!session.undelivered.has(eventId)) this.#byEvent.delete(eventId);
    return deserted;
  }

  get #crowded(): boolean {
    return this.#sessions.size > CAPACITY * LEFT || this.#meter.unread > SIZE * LEFT;
  }

  #remove(session: Session): void {
    if (this.#sessions.get(session.hash) === session) this.#sessions.delete(session.hash);
    for (const eventId of session.undelivered.keys()) this.#byEvent.delete(eventId);
  }
}
