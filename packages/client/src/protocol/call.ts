import type { Endpoint } from "../app/app.js";
import type { GradioError } from "../errors.js";
import type { HeaderChanges } from "../http/headers.js";
import type { LogUpdate } from "./log-update.js";
import type { ProgressUnit } from "./progress-unit.js";

/** One call, as every generation of the wire sends it. */
export interface Call {
  readonly endpoint: Endpoint;
  /** One element per input of the function on the wire. */
  readonly data: readonly unknown[];
  readonly eventData?: unknown;
  readonly oauthToken?: string | undefined;
  readonly headers?: HeaderChanges | undefined;
}

/** What a server says of a call, the same for every generation. Values are whole: edits have been applied. The last one is `succeeded` or `failed`. */
export type CallMessage =
  /** `sessionHash`: where the call does not run in the session it was made in. */
  | { readonly type: "accepted"; readonly eventId: string | undefined; readonly sessionHash?: string }
  | { readonly type: "queued"; readonly rank: number | null; readonly queueSize: number | null; readonly eta: number | null }
  /** The server asks for the data, and is given it. */
  | { readonly type: "sending" }
  | { readonly type: "started"; readonly eta: number | null }
  | { readonly type: "progress"; readonly units: readonly ProgressUnit[] }
  | { readonly type: "log"; readonly log: LogUpdate }
  /** `grown`: every output is the one before with text added at its end, or the same. */
  | { readonly type: "output"; readonly data: readonly unknown[]; readonly grown?: boolean | undefined }
  | { readonly type: "succeeded"; readonly data: readonly unknown[] }
  | { readonly type: "failed"; readonly error: GradioError };

export type Deliver = (message: CallMessage) => void;

/** A call under way. */
export interface StartedCall {
  /**
   * Hear no more of it.
   * @param tell Whether to end it at the server as well, which ends every call of the same function and session there (protocol.md §8).
   * @returns when the server has answered; never rejects.
   */
  end(tell: boolean): Promise<void>;
}

/** One generation of the wire, or the direct way beside the queue. */
export interface Protocol {
  /** Sends the call. Whatever happens ends in one last message. */
  start(call: Call, session: WireSession, deliver: Deliver): StartedCall;
  /** Takes up a call that is in the queue already. Only where a server keeps what it has to say until somebody reads it (protocol.md §3.7). */
  readonly resume?: ((eventId: string) => Protocol) | undefined;
}

/** What a protocol needs of a session. */
export interface WireSession {
  readonly hash: string;
  readonly stream: WireStream;
}

/** The one event stream of a session (protocol.md §3.4). */
export interface WireStream {
  /**
   * Join, and hear the messages of what was joined: also those that come before the join's answer.
   * @param join Sends the call; gives the server's id of it.
   */
  subscribe(subscriber: StreamSubscriber, join: () => Promise<string>): StreamSubscription;
  /** No call needs it. */
  readonly idle: boolean;
  /**
   * For a stream that no call needs: ends it, so that the server drops what waits in the session (protocol.md §3.7); one that is not open is
   * opened for that. Later calls wait until it is done.
   */
  dropIdle(): Promise<void>;
}

export interface StreamSubscriber {
  accepted(eventId: string): void;
  message(message: Readonly<Record<string, unknown>>): void;
  /** The server has nothing to say of it, though the stream was opened for it and it has not been heard of yet. */
  readonly unmentioned?: (() => void) | undefined;
  /** No message will follow. */
  lost(error: GradioError): void;
}

export interface StreamSubscription {
  /** The event's id; `undefined` if the join failed. Never rejects. */
  readonly joined: Promise<string | undefined>;
  /** Hear nothing more. */
  drop(): void;
}
