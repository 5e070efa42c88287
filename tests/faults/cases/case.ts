import type { ErrorCode } from "@gradio-ts/client";
import type { RequestFault, RequestMoment } from "./request-faults.js";
import type { StreamFault, StreamMoment } from "./stream-faults.js";
import type { Transport } from "./transport.js";

export type Moment = RequestMoment | StreamMoment;

/** What the client is made to do. Every scenario ends with a further call on the same client. */
export type Scenario =
  | "call"
  /** A call in a session that has had one. */
  | "later call"
  | "direct"
  | "large direct"
  | "upload"
  | "download"
  /** Of a running call; of one whose join is under way; of one that waits. */
  | "cancel"
  | "cancel while joining"
  | "cancel while queued";

/** What the contract promises for a case. */
export interface Expectation {
  /** The right value, a text of the other origin where a download leads there, or an error. */
  readonly outcome: "value" | "elsewhere" | { readonly error: ErrorCode };
  /** How many requests of the moment's kind the victim makes: whether it asks again. `undefined`: the contract does not say. */
  readonly requests?: number | undefined;
  /** Least milliseconds it takes: a server's `Retry-After`. */
  readonly atLeast?: number | undefined;
  /** What comes of other calls of the same session: their value, or, at once, the same error. `undefined`: not looked at. */
  readonly brother?: "value" | "same error" | undefined;
}

/** Options of the client, in milliseconds. */
export interface CaseOptions {
  readonly requestTimeout?: number;
  readonly silenceTimeout?: number;
  readonly resubmit?: number;
  /** Of the call. */
  readonly timeout?: number;
}

/** One fault at one moment on one transport: plain data, so that any client can be put to it. */
export interface FaultCase {
  /** Says all that tells it from others. */
  readonly name: string;
  readonly transport: Transport;
  readonly moment: Moment;
  readonly fault: RequestFault | StreamFault;
  readonly scenario: Scenario;
  readonly options: CaseOptions;
  readonly expected: Expectation;
}
