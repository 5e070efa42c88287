import type { App, Endpoint } from "../app/app.js";
import { ConnectionLostError, GradioError } from "../errors.js";
import type { CallMessage, Deliver, StartedCall } from "./call.js";
import { MessageReader } from "./read-call-message.js";
import { canBeTold } from "./tell-cancel.js";

type Raw = Readonly<Record<string, unknown>>;

/** A call on a connection of its own. */
export interface OwnLine {
  readonly app: App;
  readonly endpoint: Endpoint;
  readonly deliver: Deliver;
  /** Connects, and stays until the line ends; rejects where it breaks. */
  readonly talk: (line: LineEnd) => Promise<void>;
  /** Tells the server to end the call, where it can be told. */
  readonly tell: () => Promise<void>;
}

/** The call's end of its line. */
export interface LineEnd {
  /** Aborts when the call has ended, on either side. */
  readonly signal: AbortSignal;
  /** Something came. */
  readonly hear: (message: Raw) => void;
  /** The call cannot go on. */
  readonly fail: (error: GradioError) => void;
}

/**
 * Runs a call on a connection of its own, as servers want it before they had one stream for a session (protocol.md §3.1, §3.2). The connection
 * is the call: when it goes, a waiting call is never run, and a generator ends at its next step.
 */
export function startOnOwnLine({ app, endpoint, deliver, talk, tell }: OwnLine): StartedCall {
  const reader = new MessageReader(app, endpoint);
  const controller = new AbortController();
  const { signal } = controller;
  let queued = true;
  let ended = false;
  /** Named once, if at all. */
  let eventId: string | undefined;
  const say = (message: CallMessage) => {
    if (ended) return;
    if (message.type === "started") queued = false;
    if (message.type === "succeeded" || message.type === "failed") {
      ended = true;
      controller.abort();
    }
    deliver(message);
  };
  const hear = (raw: Raw) => {
    if (typeof raw["event_id"] === "string") eventId = raw["event_id"];
    const message = reader.read({ event_id: eventId, ...raw });
    if (message !== undefined) say(message);
  };
  const fail = (error: GradioError) => say({ type: "failed", error });
  talk({ signal, hear, fail }).then(
    () => fail(lineLost("it ended too early")),
    (error: unknown) =>
      fail(error instanceof GradioError ? error : lineLost(error instanceof Error ? error.message : String(error), error)),
  );
  return {
    async end(alsoThere) {
      const running = !ended && !queued;
      ended = true;
      // Told first: once the line is gone, servers no longer know which call was meant.
      if (alsoThere && running && canBeTold(app, endpoint)) await tell();
      controller.abort();
    },
  };
}

/** The connection of an accepted call is gone, and with it the call. */
function lineLost(how: string, cause?: unknown): ConnectionLostError {
  const message = `The connection of the call was lost: ${how.replace(/\.$/, "")}. The server drops the work of a lost connection; call again.`;
  return new ConnectionLostError(message, { cause });
}

/** Nothing has come for so many milliseconds, and the server is not busy. */
export function lineSilent(silence: number): ConnectionLostError {
  return lineLost(`it has been silent for ${Math.round(silence / 1000)} s`);
}
