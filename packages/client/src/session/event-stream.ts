import { AuthenticationError, ConnectionLostError, GradioError, ProtocolError, SessionNotFoundError } from "../errors.js";
import { delay, idleTimer } from "../http/delay.js";
import type { FetchResponse } from "../http/fetch-types.js";
import type { Logger } from "../http/logger.js";
import type { StreamSubscriber, StreamSubscription, WireStream } from "../protocol/call.js";
import { readEvents, readMessage } from "../protocol/read-events.js";
import { EventRegister, type Expected } from "./event-register.js";
import { SilenceWatch } from "./silence-watch.js";

export interface EventStreamOptions {
  /** Opens the session's stream. */
  readonly open: (signal: AbortSignal) => Promise<FetchResponse>;
  /** As in {@link SilenceWatch}. */
  readonly ask: (signal: AbortSignal) => Promise<boolean>;
  readonly silenceTimeout: number;
  readonly log: Logger;
}

/** How long an open stream without calls is kept for the server to end it, or for the next call to use. */
const IDLE = 1000;

/** After a stream was dropped: the server must have noticed before the next join, or it would drop that too (protocol.md §3.7). */
const SETTLE = 100;

type Message = Readonly<Record<string, unknown>>;

/** One connection of the stream. */
interface Connection {
  readonly controller: AbortController;
  /** The calls it was opened for: it must say something of each. */
  readonly openedFor: ReadonlySet<Expected>;
  readonly heard: Set<Expected>;
  /** The server said that nothing more will come (`close_stream`). */
  closed: boolean;
  /** Why no event of it can go on: the server's `unexpected_error`. */
  failure: GradioError | undefined;
}

/**
 * The one event stream of a session, which carries all its calls (protocol.md §3.4). It is open while a call is; a stream that ended
 * properly while calls are open is opened again, one that broke has lost its calls (§3.7), and the next call opens another.
 */
export class EventStream implements WireStream {
  readonly #options: EventStreamOptions;
  readonly #events = new EventRegister();
  #connection: Connection | undefined;
  /** Whether the server knows the session: only then may the stream be opened before the join is answered. */
  #known = false;
  #settled: Promise<void> = Promise.resolve();
  #stopIdle: (() => void) | undefined;

  constructor(options: EventStreamOptions) {
    this.#options = options;
  }

  subscribe(subscriber: StreamSubscriber, join: () => Promise<string>): StreamSubscription {
    const expected = this.#events.expect(subscriber);
    this.#stopIdle?.();
    return { joined: this.#join(expected, join), drop: () => this.#drop(expected) };
  }

  get idle(): boolean {
    return this.#events.idle;
  }

  closeIfIdle(): void {
    if (this.idle) this.#abort();
  }

  /** Closes the connection, calls or not. Nothing more is heard. */
  close(): void {
    this.#abort();
  }

  async #join(expected: Expected, join: () => Promise<string>): Promise<string | undefined> {
    await this.#settled;
    // Both at once saves a round trip where the server knows the session and no stream is open.
    const together = this.#known && this.#connection === undefined ? this.#connect() : undefined;
    try {
      const eventId = await join();
      this.#known = true;
      for (const message of this.#events.accept(expected, eventId)) this.#hear(expected, message);
      if (this.#events.open.size > 0 && this.#connection === undefined) this.#connect();
      this.#rest();
      return eventId;
    } catch (error) {
      this.#events.reject(expected, error as GradioError);
      if (together !== undefined && this.#connection === together && this.#events.idle) this.#abort();
      this.#rest();
      return undefined;
    }
  }

  #drop(expected: Expected): void {
    this.#events.drop(expected);
    this.#rest();
  }

  /** Without calls, the server ends the stream itself; where it does not (a session poisoned by a drop, protocol.md §3.7), the client does. */
  #rest(): void {
    this.#stopIdle?.();
    if (this.#connection !== undefined && this.#events.idle) this.#stopIdle = idleTimer(() => this.#abort(), IDLE);
  }

  #abort(): void {
    this.#stopIdle?.();
    const connection = this.#connection;
    if (connection === undefined) return;
    this.#connection = undefined;
    this.#known = false;
    this.#settled = delay(SETTLE);
    connection.controller.abort();
  }

  #connect(): Connection {
    const openedFor = new Set(this.#events.open.values());
    const connection: Connection = { controller: new AbortController(), openedFor, heard: new Set(), closed: false, failure: undefined };
    this.#connection = connection;
    this.#read(connection).then(
      () => this.#ended(connection, undefined),
      (error: unknown) => this.#ended(connection, error),
    );
    return connection;
  }

  async #read(connection: Connection): Promise<void> {
    const { open, ask, silenceTimeout } = this.#options;
    const { controller } = connection;
    const response = await open(controller.signal);
    const onDead = (silence: number) =>
      controller.abort(
        new ConnectionLostError(`The event stream has been silent for ${Math.round(silence / 1000)} s, and the server is not busy.`),
      );
    const watch = new SilenceWatch({ timeout: silenceTimeout, ask, onDead });
    try {
      await readEvents(response, {
        signal: controller.signal,
        onData: (data) => this.#receive(connection, readMessage(data)),
        onBytes: () => watch.touch(),
      });
    } finally {
      watch.stop();
    }
  }

  #receive(connection: Connection, message: Message): void {
    if (this.#connection !== connection) return;
    const eventId = message["event_id"];
    if (message["msg"] === "close_stream") connection.closed = true;
    else if (message["msg"] === "unexpected_error") {
      // Not always the last word: a stopped server repeats it without end.
      connection.failure = sessionFailure(message);
      connection.controller.abort();
      this.#ended(connection, undefined);
    } else if (typeof eventId === "string") {
      const expected = this.#events.open.get(eventId);
      if (expected === undefined) this.#events.keep(eventId, message);
      else this.#hear(expected, message);
    }
  }

  #hear(expected: Expected, message: Message): void {
    // Its end may have come early, and something after it.
    if (expected.dropped) return;
    this.#connection?.heard.add(expected);
    if (message["msg"] === "process_completed") {
      this.#events.drop(expected);
      this.#rest();
    }
    expected.subscriber.message(message);
  }

  #ended(connection: Connection, error: unknown): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    this.#stopIdle?.();
    const { failure, closed, openedFor, heard } = connection;
    if (failure instanceof SessionNotFoundError) {
      // The server did not know the session when the stream came; calls accepted since then are on the next one.
      this.#known = false;
      this.#events.lose(failure, (expected) => openedFor.has(expected) || heard.has(expected));
    } else if (closed && failure === undefined) {
      // A call accepted while the server closed has its messages waiting (protocol.md §3.4). Silence on a stream opened for it means it is gone.
      this.#events.lose(
        lostError("the server ended it, and says nothing of this call"),
        (expected) => openedFor.has(expected) && !heard.has(expected),
      );
    } else {
      this.#known = false;
      this.#settled = delay(SETTLE);
      this.#events.loseAll(failure ?? brokenStream(error));
      this.#options.log.warn("the event stream broke", { error: failure ?? error });
    }
    if (this.#events.open.size > 0) this.#connect();
  }
}

function lostError(how: string, cause?: unknown): ConnectionLostError {
  const message = `The event stream of the call was lost: ${how}. The server drops the work of a lost stream; call again.`;
  if (!(cause instanceof GradioError)) return new ConnectionLostError(message, { cause });
  return new ConnectionLostError(message, { status: cause.status, url: cause.url, body: cause.body, cause });
}

/** Why a stream that did not end properly has lost its calls. */
function brokenStream(error: unknown): GradioError {
  if (error instanceof ConnectionLostError || error instanceof AuthenticationError || error instanceof ProtocolError) return error;
  if (error === undefined) return lostError("it ended too early");
  return lostError(error instanceof Error ? error.message.replace(/\.$/, "") : String(error), error);
}

/** What `unexpected_error` says concerns the whole session (protocol.md §3.5). */
function sessionFailure(message: Message): GradioError {
  const words = typeof message["message"] === "string" ? message["message"] : "";
  if (message["session_not_found"] === true || words.startsWith("404")) {
    const why = "it restarted, has too many sessions, or is one of several replicas without sticky routing";
    return new SessionNotFoundError(`The server does not know this session: ${why}.`, { body: message });
  }
  return new ConnectionLostError(`The server ended the event stream${words === "" ? "" : `: ${words}`}`, { body: message });
}
