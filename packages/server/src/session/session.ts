import type { EventMessage } from "@gradio-ts/wire";
import { Bell } from "./bell.js";
import { type Letter, Mailbox, type Meter } from "./mailbox.js";

/** Characters a connected client may leave unread before generators wait for it. */
const READER_ROOM = 256 * 1024;
/** Characters kept for a client that has not come yet. */
const ABSENT_ROOM = 16 * 1024 * 1024;
/** Characters, and results, beyond which a session that reads too little may not join again. */
const FULL_SIZE = 64 * 1024 * 1024;
const FULL_COUNT = 10_000;

/** What is under way under one session hash: events, their messages, and whoever reads them. */
export class Session {
  readonly hash: string;
  /** Rings whenever something may have changed for a reader or for a generator that waits for one. */
  readonly bell = new Bell();
  /** Events without a final message. */
  readonly open = new Set<string>();
  /** Events whose final message nobody has read, and the how-manieth of the session each was. */
  readonly undelivered = new Map<string, number>();
  /** Events that have joined so far. */
  joined = 0;
  /** Readers of the whole session (`undefined`) and of single events (the curl API), the newest last: it gets what comes. */
  readonly #readers = new Map<string | undefined, object[]>();
  readonly #mailbox: Mailbox;
  #dropped = false;
  #stopped = false;
  /** When it was last used, and when its client was last heard of, by `Date.now()`. */
  touched = Date.now();
  #heard = Date.now();

  /** @param unread Counts the characters of all sessions. */
  constructor(hash: string, unread: Meter) {
    this.hash = hash;
    this.#mailbox = new Mailbox(unread);
  }

  /** Its client dropped the stream: nothing of it is told to anybody any more (protocol.md §3.7). */
  get dropped(): boolean {
    return this.#dropped;
  }

  /** No event will join any more. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Whether so much waits to be read that nothing may be added. */
  get full(): boolean {
    return this.#mailbox.unread > FULL_SIZE || this.undelivered.size - this.open.size >= FULL_COUNT;
  }

  begin(eventId: string): void {
    this.open.add(eventId);
    this.undelivered.set(eventId, ++this.joined);
    this.#hear();
  }

  stop(): void {
    this.#stopped = true;
    this.bell.ring();
  }

  put(message: EventMessage): void {
    if (this.#dropped) return;
    // A function that talks without end to nobody: its lines are all that can be spared.
    if (message.msg === "log" && this.#mailbox.unread > ABSENT_ROOM) return;
    const behind = !this.isRead(message.event_id) || this.#mailbox.unread > READER_ROOM;
    this.#mailbox.put(message, message.msg === "estimation" || (message.msg === "progress" && behind));
    if (message.msg === "process_completed") this.open.delete(message.event_id);
    this.touched = Date.now();
    this.bell.ring();
  }

  drop(): void {
    this.#dropped = true;
    this.#mailbox.forget(() => true);
    this.bell.ring();
  }

  /** Nobody wants to hear of this event any more. */
  forget(eventId: string): void {
    this.open.delete(eventId);
    this.undelivered.delete(eventId);
    this.#mailbox.forget((letter) => letter.eventId === eventId);
    this.bell.ring();
  }

  /** Adds a reader of the session, or of one event. @returns how it leaves. */
  attach(reader: object, eventId: string | undefined): () => void {
    this.#readers.set(eventId, [...(this.#readers.get(eventId) ?? []), reader]);
    this.bell.ring();
    return () => {
      const others = (this.#readers.get(eventId) ?? []).filter((other) => other !== reader);
      if (others.length > 0) this.#readers.set(eventId, others);
      else this.#readers.delete(eventId);
      this.#hear();
      this.bell.ring();
    };
  }

  isNewest(reader: object, eventId: string | undefined): boolean {
    return this.#readers.get(eventId)?.at(-1) === reader;
  }

  isRead(eventId: string): boolean {
    return this.#readers.has(undefined) || this.#readers.has(eventId);
  }

  /** Nothing is under way, nobody reads. */
  get idle(): boolean {
    return this.open.size === 0 && this.#readers.size === 0;
  }

  /** Since when nobody reads what comes, by `Date.now()`. */
  get unheardSince(): number {
    return this.#readers.size > 0 ? Number.POSITIVE_INFINITY : this.#heard;
  }

  /** The next message for a reader of the session, or of one event. */
  take(eventId: string | undefined): Letter | undefined {
    const letter = this.#mailbox.take(this.#isFor(eventId));
    if (letter === undefined) return undefined;
    if (letter.msg === "process_completed") this.undelivered.delete(letter.eventId);
    this.bell.ring();
    return letter;
  }

  /** Whether a reader of the session has nothing left to wait for. */
  get finished(): boolean {
    return this.open.size === 0 && !this.#mailbox.has(this.#isFor(undefined));
  }

  /**
   * Resolves when a generator may take its next step: at once, unless its client is connected and slow.
   * @returns `true` if unread values had to be forgotten, as nobody reads: the next one must then be sent whole.
   */
  async room(eventId: string, stopped: () => boolean): Promise<boolean> {
    while (this.isRead(eventId) && this.#mailbox.unread > READER_ROOM && !stopped() && !this.#dropped) await this.bell.wait();
    if (this.#mailbox.unread <= ABSENT_ROOM) return false;
    return this.#mailbox.forget((letter) => letter.eventId === eventId && letter.msg === "process_generating");
  }

  /** Keeps the final messages only: nobody came for the rest in time. */
  forgetSteps(): void {
    this.#mailbox.forget(({ msg }) => msg !== "process_completed");
  }

  #isFor(eventId: string | undefined): (letter: Letter) => boolean {
    return eventId === undefined ? (letter) => !this.#readers.has(letter.eventId) : (letter) => letter.eventId === eventId;
  }

  #hear(): void {
    this.touched = Date.now();
    this.#heard = this.touched;
  }
}
