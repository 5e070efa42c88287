/** Where a call is when its stream is struck: after the message that says so; `end`: before the last message, `after the end`: behind it. */
export type StreamMoment = "queued" | "processing" | "between steps" | "end" | "after the end";

export const streamMoments: readonly StreamMoment[] = ["queued", "processing", "between steps", "end", "after the end"];

/** What is done to the line on which a server speaks of a call. */
const acts = [
  // Reset; closed without an end; ended as if all had been said: what the server says afterwards waits for the next stream.
  "reset",
  "cut",
  "ended",
  // Ended with `close_stream`, as a server does between quick joins (protocol.md §3.4).
  "closed",
  // The same, and the next stream ends at once, with nothing.
  "ended twice",
  "closed twice",
  // No byte more, heartbeats included, while the server answers all else.
  "silent",
  // No byte of anything for a while, then on: an event loop that was blocked (protocol.md §3.6).
  "busy",
  // All connections break, nothing listens for a moment, and the server that comes back knows no login.
  "restart",
  // What a server says of a session it does not know, when it stops, and when its queue is full.
  "session not found",
  "server stopped",
  "queue full",
  // No whole JSON; no object; of no known kind; no message at all.
  "truncated JSON",
  "a list for a message",
  "unknown message",
  "a comment and a blank event",
  "heartbeats",
  // A message of this call that lacks what it must have.
  "a step without data",
  "a step that is no edit",
  "said twice",
  // Of an event the client knows nothing of.
  "foreign messages",
  // Two last words: the first is final (protocol.md §8).
  "failure after success",
  "failure before success",
  // The server says no more of it, and the caller cancels it.
  "cancelled",
  // Somebody else has cancelled it (protocol.md §8).
  "completed without data",
  "8 MB in one line",
  // From here on.
  "byte by byte",
  "split in two",
  "coalesced",
  "lines end with CRLF",
] as const;

export type StreamAct = (typeof acts)[number];

export interface StreamFault {
  readonly level: "stream";
  readonly name: string;
  readonly act: StreamAct;
  readonly resubmit: boolean;
}

export const streamFaults: readonly StreamFault[] = acts.flatMap((act): StreamFault[] => [
  { level: "stream", name: act, act, resubmit: false },
  { level: "stream", name: `${act}, the call may run twice`, act, resubmit: true },
]);
