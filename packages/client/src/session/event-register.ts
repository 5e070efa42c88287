import { type GradioError, ProtocolError } from "../errors.js";
import type { StreamSubscriber } from "../protocol/call.js";

type Message = Readonly<Record<string, unknown>>;

/** A call on its way through the stream. */
export interface Expected {
  readonly subscriber: StreamSubscriber;
  /** Which join of the session this is. */
  readonly order: number;
  eventId: string | undefined;
  /** The connection that was opened for it. */
  openedBy: object | undefined;
  /** The last connection that said something of it. */
  heardOn: object | undefined;
  /** Its join has been sent. */
  sent: boolean;
  /** Nobody listens any more. */
  dropped: boolean;
  /** What broke while its join was under way: the server dropped the call with the stream. */
  lost: GradioError | undefined;
}

/** What came of an event before the join that tells its id was answered. */
interface Early {
  readonly messages: Message[];
  /** The last join that had begun by then: no later one can be the event's. */
  readonly lastJoin: number;
}

/**
 * Which calls a session waits for. Messages may come before the join that tells their id is answered (protocol.md §3.4): those of unknown
 * events are kept for as long as a join is under way that may be theirs.
 */
export class EventRegister {
  /** Accepted and unfinished, by event id. */
  readonly open = new Map<string, Expected>();
  /** In the order they began. */
  readonly #joining = new Set<Expected>();
  readonly #early = new Map<string, Early>();
  #joins = 0;

  get idle(): boolean {
    return this.open.size === 0 && this.#joining.size === 0;
  }

  /** Whether messages must still come: not, if those of every call have come before the answer to its join. */
  get expecting(): boolean {
    let finished = 0;
    for (const { messages } of this.#early.values()) if (messages.at(-1)?.["msg"] === "process_completed") finished++;
    return this.open.size > 0 || this.#joining.size > finished;
  }

  expect(subscriber: StreamSubscriber): Expected {
    const expected: Expected = {
      subscriber,
      order: ++this.#joins,
      eventId: undefined,
      openedBy: undefined,
      heardOn: undefined,
      sent: false,
      dropped: false,
      lost: undefined,
    };
    this.#joining.add(expected);
    return expected;
  }

  /** The join was answered. @returns the messages that came before. @throws ProtocolError if another call has this id. */
  accept(expected: Expected, eventId: string): readonly Message[] {
    if (this.open.has(eventId)) throw new ProtocolError("The server gave two calls the same event id.", { eventId });
    const early = this.#early.get(eventId)?.messages ?? [];
    this.#early.delete(eventId);
    this.#joined(expected);
    expected.eventId = eventId;
    if (expected.dropped) return [];
    expected.subscriber.accepted(eventId);
    if (expected.lost !== undefined) {
      expected.subscriber.lost(expected.lost);
      return [];
    }
    this.open.set(eventId, expected);
    return early;
  }

  /** The call was given up before its join was sent. */
  forget(expected: Expected): void {
    this.#joined(expected);
  }

  /** The join failed. */
  reject(expected: Expected, error: GradioError): void {
    this.#joined(expected);
    if (!expected.dropped) expected.subscriber.lost(error);
  }

  /** A message of an event that is not open: of one whose join is under way, or of one nobody listens to any more. */
  keep(eventId: string, message: Message): void {
    if (this.#joining.size === 0) return;
    const early = this.#early.get(eventId);
    if (early === undefined) this.#early.set(eventId, { messages: [message], lastJoin: this.#joins });
    else early.messages.push(message);
  }

  /** Finished, or of no interest any more. */
  drop(expected: Expected): void {
    if (expected.dropped) return;
    expected.dropped = true;
    if (expected.eventId !== undefined) this.open.delete(expected.eventId);
  }

  /** Those of the open calls that `which` names are lost. */
  lose(error: GradioError, which: (expected: Expected) => boolean): void {
    for (const expected of [...this.open.values()]) {
      if (!which(expected)) continue;
      this.drop(expected);
      expected.subscriber.lost(error);
    }
  }

  /** The stream broke: every call is lost, those too whose join is under way, as the server may have dropped them; not those still to be sent. */
  loseAll(error: GradioError): void {
    for (const expected of this.#joining) if (expected.sent) expected.lost = error;
    this.lose(error, () => true);
    this.#early.clear();
  }

  #joined(expected: Expected): void {
    this.#joining.delete(expected);
    const [oldest] = this.#joining;
    for (const [eventId, { lastJoin }] of this.#early) {
      if (oldest !== undefined && lastJoin >= oldest.order) break;
      this.#early.delete(eventId);
    }
  }
}
