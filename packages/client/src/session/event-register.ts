import type { GradioError } from "../errors.js";
import type { StreamSubscriber } from "../protocol/call.js";

type Message = Readonly<Record<string, unknown>>;

/** A call on its way through the stream. */
export interface Expected {
  readonly subscriber: StreamSubscriber;
  eventId: string | undefined;
  /** Nobody listens any more. */
  dropped: boolean;
  /** What broke while its join was under way: the server dropped the call with the stream. */
  lost: GradioError | undefined;
}

/**
 * Which calls a session waits for. Messages may come before the join that tells their id is answered (protocol.md §3.4): while any join is
 * under way, those of unknown events are kept.
 */
export class EventRegister {
  /** Accepted and unfinished, by event id. */
  readonly open = new Map<string, Expected>();
  readonly #joining = new Set<Expected>();
  readonly #early = new Map<string, Message[]>();
  /** Dropped here, unfinished there: their messages are of no interest. */
  readonly #unheard = new Set<string>();

  get idle(): boolean {
    return this.open.size === 0 && this.#joining.size === 0;
  }

  expect(subscriber: StreamSubscriber): Expected {
    const expected: Expected = { subscriber, eventId: undefined, dropped: false, lost: undefined };
    this.#joining.add(expected);
    return expected;
  }

  /** The join was answered. @returns the messages that came before. */
  accept(expected: Expected, eventId: string): readonly Message[] {
    const early = this.#early.get(eventId) ?? [];
    this.#joined(expected);
    this.#early.delete(eventId);
    expected.eventId = eventId;
    if (expected.dropped) {
      this.#unheard.add(eventId);
      return [];
    }
    expected.subscriber.accepted(eventId);
    if (expected.lost !== undefined) {
      expected.subscriber.lost(expected.lost);
      return [];
    }
    this.open.set(eventId, expected);
    return early;
  }

  /** The join failed. */
  reject(expected: Expected, error: GradioError): void {
    this.#joined(expected);
    if (!expected.dropped) expected.subscriber.lost(error);
  }

  /** A message of an event nobody has told of yet. */
  keep(eventId: string, message: Message): void {
    if (this.#unheard.has(eventId)) {
      if (message["msg"] === "process_completed") this.#unheard.delete(eventId);
      return;
    }
    if (this.#joining.size === 0) return;
    const messages = this.#early.get(eventId);
    if (messages === undefined) this.#early.set(eventId, [message]);
    else messages.push(message);
  }

  /** Finished, or of no interest any more. */
  drop(expected: Expected): void {
    if (expected.dropped) return;
    expected.dropped = true;
    if (expected.eventId !== undefined && this.open.delete(expected.eventId)) this.#unheard.add(expected.eventId);
  }

  /** Those of the open calls that `which` names are lost. */
  lose(error: GradioError, which: (expected: Expected) => boolean): void {
    for (const expected of [...this.open.values()]) {
      if (!which(expected)) continue;
      this.drop(expected);
      expected.subscriber.lost(error);
    }
  }

  /** The stream broke: every call is lost, those too whose join is under way, as the server may have dropped them. */
  loseAll(error: GradioError): void {
    for (const expected of this.#joining) expected.lost = error;
    this.lose(error, () => true);
    this.#early.clear();
    this.#unheard.clear();
  }

  #joined(expected: Expected): void {
    this.#joining.delete(expected);
    if (this.#joining.size === 0) this.#early.clear();
  }
}
