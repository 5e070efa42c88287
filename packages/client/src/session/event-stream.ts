import { AuthenticationError, ConnectionLostError, GradioError, ProtocolError, SessionNotFoundError, TimeoutError } from "../errors.js";
import { oneLine } from "../http/answer-error.js";
import { delay, idleTimer } from "../http/delay.js";
import type { FetchResponse } from "../http/fetch-types.js";
import type { Logger } from "../http/logger.js";
import { Turns } from "../http/turns.js";
import type { StreamSubscriber, StreamSubscription, WireStream } from "../protocol/call.js";
import { readEvents, readMessage } from "../protocol/read-events.js";
import { SilenceWatch } from "../protocol/silence-watch.js";
import { EventRegister, type Expected } from "./event-register.js";

export interface EventStreamOptions {
  /** Opens the session's stream, within so many milliseconds. */
  readonly open: (signal: AbortSignal, timeout: number) => Promise<FetchResponse>;
  /** Milliseconds an opening may take. */
  readonly openTimeout: number;
  /** As in {@link SilenceWatch}. */
  readonly ask: (signal: AbortSignal) => Promise<boolean>;
  readonly silenceTimeout: number;
  /** The server ends a stream without saying so first: before `sse_v3` (protocol.md §3.4). */
  readonly endsWithoutWord: boolean;
  readonly log: Logger | undefined;
}

/** How long an open stream without calls is kept for the server to end it, or for the next call to use. */
const IDLE = 1000;

/** After a stream was dropped: the server must have noticed before the next join, or it would drop that too (protocol.md §3.7). */
const SETTLE = 100;

/** Joins on their way at a time: each has a connection of its own, and the stream brings what becomes of them all. */
const MOST_JOINS = 100;

type Message = Readonly<Record<string, unknown>>;

/** One connection of the stream. */
interface Connection {
  readonly controller: AbortController;
  /** It has said something of a call. */
  heard: boolean;
}

/**
 * The one event stream of a session, which carries all its calls (protocol.md §3.4). It is open while a call is; a stream that ended
 * properly while calls are open is opened again, one that broke has lost its calls (§3.7), and the next call opens another.
 */
export class EventStream implements WireStream {
  readonly #options: EventStreamOptions;
  readonly #events = new EventRegister();
  readonly #turns = new Turns(MOST_JOINS);
  #connection: Connection | undefined;
  /** Those the server has closed, until they end by themselves. */
  readonly #closing = new Set<Connection>();
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

  async dropIdle(): Promise<void> {
    if (this.#connection !== undefined) this.#abort();
    else this.#settled = this.#openToDrop();
    await this.#settled;
  }

  /** Closes the connection, calls or not. Nothing more is heard. */
  close(): void {
    this.#abort();
  }

  /** A stream that is not open cannot end. */
  async #openToDrop(): Promise<void> {
    const controller = new AbortController();
    await this.#options.open(controller.signal, this.#options.openTimeout).catch(() => {});
    controller.abort();
    this.#known = false;
    await delay(SETTLE);
  }

  async #join(expected: Expected, join: () => Promise<string>): Promise<string | undefined> {
    const endTurn = await this.#turns.take();
    try {
      await this.#settled;
      return await this.#sendJoin(expected, join);
    } finally {
      endTurn();
    }
  }

  async #sendJoin(expected: Expected, join: () => Promise<string>): Promise<string | undefined> {
    if (expected.dropped) {
      // Nobody wants it any more: it is not sent at all.
      this.#events.forget(expected);
      this.#rest();
      return undefined;
    }
    expected.sent = true;
    // Both at once saves a round trip where the server knows the session and no stream is open.
    if (this.#known && this.#connection === undefined) this.#connect();
    try {
      const eventId = await join();
      this.#known = true;
      for (const message of this.#events.accept(expected, eventId)) this.#hear(expected, message);
      if (this.#events.open.size > 0 && this.#connection === undefined) this.#connect();
      this.#rest();
      return eventId;
    } catch (error) {
      this.#events.reject(expected, error as GradioError);
      // A stream that was opened for this join alone is left to the next: a server that notices its end late would drop that call.
      this.#rest();
      return undefined;
    }
  }

  #drop(expected: Expected): void {
    this.#events.drop(expected);
    this.#rest();
  }

  #unmentioned(connection: Connection): void {
    for (const { openedBy, heardOn, subscriber } of [...this.#events.open.values()])
      if (openedBy === connection && heardOn === undefined) subscriber.unmentioned?.();
  }

  /** Without calls, the server ends the stream itself; where it does not (a session poisoned by a drop, protocol.md §3.7), the client does. */
  #rest(): void {
    this.#stopIdle?.();
    const open = this.#connection !== undefined || this.#closing.size > 0;
    if (open && this.#events.idle) this.#stopIdle = idleTimer(() => this.#abort(), IDLE);
  }

  #abort(): void {
    this.#stopIdle?.();
    const left = this.#connection === undefined ? [...this.#closing] : [this.#connection, ...this.#closing];
    if (left.length === 0) return;
    this.#connection = undefined;
    this.#known = false;
    this.#settled = delay(SETTLE);
    for (const { controller } of left) controller.abort();
  }

  #connect(): void {
    const connection: Connection = { controller: new AbortController(), heard: false };
    this.#connection = connection;
    // It must say something of each call it is opened for.
    for (const expected of this.#events.open.values()) expected.openedBy = connection;
    this.#read(connection)
      .then(
        () => {
          if (this.#options.endsWithoutWord && this.#connection === connection) this.#closed(connection);
          else this.#broke(connection, undefined);
        },
        (error: unknown) => this.#broke(connection, error),
      )
      .finally(() => {
        this.#closing.delete(connection);
        this.#rest();
      });
  }

  async #read(connection: Connection): Promise<void> {
    const { open, openTimeout, ask, silenceTimeout } = this.#options;
    const { controller } = connection;
    // The call may have blocked the server before it came to this request, which must not be given up then: the server would drop the work.
    const late = new TimeoutError(`The event stream did not open within ${openTimeout} ms.`, "request");
    const onLate = () => controller.abort(lostError("it did not open in time", late));
    const opening = new SilenceWatch({ timeout: openTimeout, ask, onDead: onLate });
    const response = await open(controller.signal, Number.POSITIVE_INFINITY).finally(() => opening.stop());
    const onDead = (silence: number) => controller.abort(lostError(`it has been silent for ${Math.round(silence / 1000)} s`));
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
    if (message["msg"] === "close_stream") this.#closed(connection);
    else if (message["msg"] === "unexpected_error" || message["msg"] === "server_stopped") {
      // Not always the last word: a stopped server repeats it without end.
      connection.controller.abort();
      this.#failed(connection, sessionFailure(message));
    } else if (message["msg"] === "heartbeat") {
      // Comes after everything that was kept.
      this.#unmentioned(connection);
    } else if (typeof eventId === "string") {
      const expected = this.#events.open.get(eventId);
      if (expected === undefined) this.#events.keep(eventId, message);
      else this.#hear(expected, message);
    }
  }

  #hear(expected: Expected, message: Message): void {
    // Its end may have come early, and something after it.
    if (expected.dropped) return;
    // Noted at the call, not here: a busy stream would hold on to every call that ever was.
    expected.heardOn = this.#connection;
    if (this.#connection !== undefined) this.#connection.heard = true;
    if (message["msg"] === "process_completed") {
      this.#events.drop(expected);
      this.#rest();
    }
    expected.subscriber.message(message);
  }

  /**
   * The server has said that nothing more comes on this connection, which then ends by itself. A call accepted meanwhile, or on its way,
   * has its messages on the next one (protocol.md §3.4). Silence on a connection opened for a call means that the call is gone.
   */
  #closed(connection: Connection): void {
    this.#connection = undefined;
    // Left alone while calls run on the next one: a server that keeps this one open would take its end for the client's going.
    this.#closing.add(connection);
    this.#rest();
    this.#unmentioned(connection);
    if (this.#events.open.size > 0) {
      const error = lostError("the server ended it, and says nothing of this call");
      this.#events.lose(error, ({ openedBy, heardOn }) => openedBy === connection && heardOn !== connection);
    }
    // For a join under way, only if this one was of use: a server that closes whatever is opened early would be asked without end. The
    // answer to the join then opens the next.
    if (this.#events.open.size > 0 || (connection.heard && this.#events.expecting)) this.#connect();
  }

  /** The server has said what is wrong with the session. */
  #failed(connection: Connection, failure: GradioError): void {
    if (!(failure instanceof SessionNotFoundError)) {
      this.#broke(connection, failure);
      return;
    }
    // It did not know the session when this connection came; calls accepted since then are on the next one.
    this.#connection = undefined;
    this.#known = false;
    this.#events.lose(failure, ({ openedBy, heardOn }) => openedBy === connection || heardOn === connection);
    if (this.#events.open.size > 0) this.#connect();
  }

  /** The connection ended without the server's word: its calls are lost (protocol.md §3.7). */
  #broke(connection: Connection, error: unknown): void {
    if (this.#connection !== connection) return;
    this.#connection = undefined;
    this.#known = false;
    this.#settled = delay(SETTLE);
    this.#stopIdle?.();
    const failure = brokenStream(error);
    this.#options.log?.warn("the event stream broke", { error: failure });
    this.#events.loseAll(failure);
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
  return new ConnectionLostError(`The server ended the event stream${words === "" ? "" : `: ${oneLine(words)}`}`, { body: message });
}
