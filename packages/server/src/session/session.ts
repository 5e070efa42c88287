import type { EventMessage } from "@gradio-ts/wire";
import { Bell } from "./bell.js";
import { type Letter, Mailbox } from "./mailbox.js";

/** Characters a connected client may leave unread before generators wait for it. */
const READER_ROOM = 256 * 1024;
/** Characters kept for a client that has not come yet. */
const ABSENT_ROOM = 16 * 1024 * 1024;

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
  /** Readers of the whole session, the newest last: it gets what comes. */
  readonly #readers: object[] = [];
  /** Events that have a reader of their own (the curl API). */
  readonly #apart = new Set<string>();
  readonly #mailbox = new Mailbox();
  #dropped = false;
  /** When it was last used, by `Date.now()`. */
  touched = Date.now();

  constructor(hash: string) {
    this.hash = hash;
  }

  /** Its client dropped the stream: nothing of it is told to anybody any more (protocol.md §3.7). */
  get dropped(): boolean {
    return this.#dropped;
  }

  begin(eventId: string): void {
    this.open.add(eventId);
    this.undelivered.set(eventId, ++this.joined);
    this.touched = Date.now();
  }

  put(message: EventMessage): void {
    if (this.#dropped) return;
    // A function that talks without end to nobody: its lines are all that can be spared.
    if (message.msg === "log" && this.#mailbox.unread > ABSENT_ROOM) return;
    const unheard = !this.isRead(message.event_id);
    this.#mailbox.put(message, message.msg === "estimation" || (message.msg === "progress" && unheard));
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
    if (eventId === undefined) this.#readers.push(reader);
    else this.#apart.add(eventId);
    return () => {
      if (eventId !== undefined) this.#apart.delete(eventId);
      else if (this.#readers.includes(reader)) this.#readers.splice(this.#readers.indexOf(reader), 1);
      this.touched = Date.now();
      this.bell.ring();
    };
  }

  isNewest(reader: object): boolean {
    return this.#readers.at(-1) === reader;
  }

  isRead(eventId: string): boolean {
    return this.#readers.length > 0 || this.#apart.has(eventId);
  }

  get idle(): boolean {
    return this.open.size === 0 && this.#readers.length === 0 && this.#apart.size === 0;
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
    return eventId === undefined ? (letter) => !this.#apart.has(letter.eventId) : (letter) => letter.eventId === eventId;
  }
}
