import { setTimeout as delay } from "node:timers/promises";
import type { StreamAct } from "../cases/stream-faults.js";
import type { Line, Style } from "../proxy/line.js";
import { HUGE } from "./answer-badly.js";

/** A line, and what can be done to it and around it. */
export interface Struck {
  readonly line: Line;
  /** The message that the line is struck at. */
  readonly message: string;
  /** The call's event, where the version names it. */
  readonly eventId: string | undefined;
  /** Whether all of the call has been said. */
  readonly over: boolean;
  /** Whether a stream that ends without a word has ended properly (protocol.md §3.4). */
  readonly endsWithoutWord: boolean;
  /** The server is to see its reader go. */
  readonly drop: () => void;
  /** The next line of the session ends at once, with or without a word. */
  readonly endNext: (withWord: boolean) => void;
  /** Nobody answers anything, until the promise is settled. */
  readonly block: (until: Promise<void>) => void;
  readonly restart: () => Promise<void>;
}

/** Milliseconds a server is busy: longer than the client bears silence. */
const BUSY = 2200;

/** Milliseconds in which the client reads what was said, before a break that would make it forget that. */
const HEARD = 150;

/** Milliseconds in which the client notices that a connection is gone. */
const NOTICED = 300;

const HEARTBEAT = JSON.stringify({ msg: "heartbeat" });
const CLOSE = JSON.stringify({ msg: "close_stream", event_id: null });
const UNKNOWN = JSON.stringify({
  msg: "unexpected_error",
  event_id: null,
  message: "404: Not Found",
  session_not_found: true,
  success: false,
});
const STOPPED = JSON.stringify({ msg: "unexpected_error", event_id: null, message: "Server stopped unexpectedly.", success: false });

/** Says something of the call. */
function say({ line, eventId }: Struck, ...messages: readonly object[]): void {
  for (const message of messages) line.send(JSON.stringify({ ...(eventId === undefined ? {} : { event_id: eventId }), ...message }));
}

/** The line breaks, and the server sees it. */
function leave({ line, drop }: Struck, how: "end" | "cut" | "reset"): void {
  line.leave(how);
  drop();
}

async function breakOff({ line }: Struck, action: () => void | Promise<void>): Promise<void> {
  line.hold();
  await delay(HEARD);
  await action();
  await delay(NOTICED);
}

/** A proper end: what the server says from now on waits for the next stream. */
function pause(struck: Struck): void {
  if (struck.over) leave(struck, "end");
  else struck.line.leave("end");
}

function beBusy({ line, block }: Struck): Promise<void> {
  line.hold();
  const over = delay(BUSY);
  // Its stream speaks first: what it had to say, and the heartbeats that are overdue.
  block(over.then(() => delay(100)));
  return over.then(() => {
    line.flush();
    line.send(HEARTBEAT);
  });
}

const BOOM = { msg: "process_completed", output: { error: "boom" }, success: false };
const NO_EDIT = { msg: "process_generating", output: { data: [[["nonsense"]]], is_generating: true }, success: true };

/** How a line on which a server speaks of a call is struck; some take their time. */
export const strikes: Readonly<Record<StreamAct, (struck: Struck) => void | Promise<void>>> = {
  reset: (struck) => breakOff(struck, () => leave(struck, "reset")),
  cut: (struck) => breakOff(struck, () => leave(struck, "cut")),
  ended: (struck) => (struck.endsWithoutWord ? pause(struck) : leave(struck, "end")),
  closed(struck) {
    struck.line.send(CLOSE);
    pause(struck);
  },
  "ended twice"(struck) {
    struck.endNext(false);
    leave(struck, "end");
  },
  "closed twice"(struck) {
    struck.endNext(true);
    struck.line.send(CLOSE);
    leave(struck, "end");
  },
  cancelled: () => {},
  silent: ({ line }) => line.mute(),
  busy: beBusy,
  restart: (struck) => breakOff(struck, struck.restart),
  "session not found"(struck) {
    struck.line.send(UNKNOWN);
    leave(struck, "cut");
  },
  "server stopped": ({ line }) => line.send(STOPPED),
  "queue full"(struck) {
    say(struck, { msg: "queue_full" });
    leave(struck, "end");
  },
  "truncated JSON": ({ line, message }) => line.send(message.slice(0, message.length >> 1)),
  "a list for a message": ({ line }) => line.send("[]"),
  "unknown message": (struck) => say(struck, { msg: "telepathy", output: { data: ["?"] } }),
  "a comment and a blank event": ({ line }) => line.raw(": hello\n\nid: 7\nretry: 1\n\nevent: nothing\n\n"),
  heartbeats({ line }) {
    for (let count = 0; count < 3; count++) line.send(HEARTBEAT);
  },
  "a step without data": (struck) => say(struck, { msg: "process_generating", output: null, success: true }),
  "a step that is no edit": (struck) => say(struck, NO_EDIT),
  "said twice": ({ line, message }) => line.send(message),
  "foreign messages": (struck) => say(struck, ...FOREIGN),
  "failure after success": (struck) => say(struck, BOOM),
  "failure before success": (struck) => say(struck, BOOM),
  "completed without data": (struck) => say(struck, { msg: "process_completed", output: {}, success: true }),
  "8 MB in one line": (struck) => say(struck, { msg: "log", level: "info", log: "é".repeat(HUGE / 2) }),
  coalesced: ({ line }) => line.hold(),
  "byte by byte": inStyle("byte by byte"),
  "split in two": inStyle("split in two"),
  "lines end with CRLF": inStyle("lines end with CRLF"),
};

function inStyle(style: Style): (struck: Struck) => void {
  return ({ line }) => {
    line.style = style;
  };
}

const event_id = "0".repeat(32);
const FOREIGN = [
  { msg: "estimation", event_id, rank: 0, queue_size: 1, rank_eta: null },
  { msg: "process_starts", event_id, eta: null },
  { msg: "process_generating", event_id, output: { data: ["foreign"], is_generating: true }, success: true },
  { msg: "process_completed", event_id, output: { data: ["foreign"], is_generating: false }, success: true },
];
