import type { LogUpdate } from "@gradio-ts/client";

/** The second argument of a handler: this call and its session. */
export interface Context<State = undefined> {
  /** Aborts when the call is cancelled, its client has gone, its `timeout` has run out or the server closes. A generator is also closed at its next `yield`. */
  readonly signal: AbortSignal;
  /** The request that submitted the call: headers, cookies, query, URL. Its body is used up. */
  readonly request: Request;
  /** Who logged in; `null` without `auth` and `authenticate`. */
  readonly username: string | null;
  readonly sessionHash: string;
  readonly eventId: string;
  /** This session's state. Change it or replace it: it is kept when the handler ends, and after each `yield`; not if it throws. Calls of one session that overlap: the last one wins. */
  state: State;
  /** Shown by clients as progress: a fraction from 0 to 1, a tracker, or several, outermost first. Replaces what was shown. Sent at most every 100 ms, the newest counts. */
  progress(update: number | Tracker | readonly Tracker[]): void;
  /** A line for the person at the client: `log("low on memory", { level: "warning" })`. Default level `"info"`; `duration` in seconds. */
  log(message: string, options?: LogOptions): void;
}

/** How a line is shown. */
export type LogOptions = Partial<Pick<LogUpdate, "level" | "title" | "duration" | "visible">>;

/** One tracker, e.g. `{ index: 3, length: 10, unit: "pages" }`, or `{ progress: 0.3, desc: "painting" }`. What is left out is `null`. */
export interface Tracker {
  readonly index?: number | null | undefined;
  readonly length?: number | null | undefined;
  /** What is counted. Default `"steps"`. */
  readonly unit?: string | null | undefined;
  /** 0 to 1, instead of `index` and `length`. */
  readonly progress?: number | null | undefined;
  readonly desc?: string | null | undefined;
  /** A string or an array is no tracker, though it has a `length`. */
  readonly [Symbol.iterator]?: never;
}
