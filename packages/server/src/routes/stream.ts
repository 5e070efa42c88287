import type { CloseStreamMessage, HeartbeatMessage, ServerMessage, UnexpectedErrorMessage } from "@gradio-ts/wire";
import type { Context, Hono } from "hono";
import { API_PREFIX } from "../documents/version.js";
import { unref } from "../endpoint/unref.js";
import type { Session } from "../session/session.js";
import { type Reading, SessionReader } from "../session/session-reader.js";
import type { App } from "./app.js";
import { type EventSource, eventStream } from "./event-stream.js";
import { unprocessable } from "./json-body.js";
import { route } from "./router.js";

const HEARTBEAT: HeartbeatMessage = { msg: "heartbeat", event_id: null };
const CLOSE: CloseStreamMessage = { msg: "close_stream", event_id: null };
const NOT_FOUND: UnexpectedErrorMessage = {
  msg: "unexpected_error",
  event_id: null,
  message: "404: Not Found",
  session_not_found: true,
  success: false,
};

const STOPPED: UnexpectedErrorMessage = {
  msg: "unexpected_error",
  event_id: null,
  message: "Server stopped unexpectedly.",
  session_not_found: false,
  success: false,
};

/** Characters after which a piece of a stream is long enough. */
const CHUNK = 16 * 1024;

/** The event stream of a session, and the heartbeat by which a client shows that it is there. */
export function streamRoutes(hono: Hono, app: App): void {
  const messages = ({ req }: Context) => {
    const hash = req.query("session_hash");
    if (hash === undefined) throw unprocessable([{ type: "missing", loc: ["query", "session_hash"], msg: "Field required", input: null }]);
    const session = app.sessions.get(hash);
    return eventStream(req.raw, session === undefined ? once(line(NOT_FOUND)) : messagesOf(app, session), app.settings.logger);
  };
  route(hono, app, `${API_PREFIX}/queue/data`, { GET: messages });
  // One listener for all of them: a signal warns of a leak beyond ten.
  const ends = new Set<() => void>();
  app.closing.addEventListener("abort", () => {
    for (const end of ends) end();
  });
  route(hono, app, `${API_PREFIX}/heartbeat/:session`, {
    GET: ({ req }) => eventStream(req.raw, signOfLife(app, req.param("session") ?? "", ends), app.settings.logger),
  });
}

/** Everything of a session until its last event has completed, then `close_stream` (protocol.md §3.4). */
function messagesOf(app: App, session: Session): EventSource {
  const reader = new SessionReader(session, undefined, app.heartbeat);
  let ended = false;
  const written = (reading: Reading): string => {
    if (reading === "heartbeat") return line(HEARTBEAT);
    if (typeof reading !== "string") return `data: ${reading.text}\n\n`;
    ended = true;
    return line(reading === "gone" ? NOT_FOUND : reading === "stopped" ? STOPPED : CLOSE);
  };
  return {
    async next() {
      if (ended) return undefined;
      let text = written(await reader.next());
      // What is there already goes along: small messages in great numbers cost one write, not one each.
      while (!ended && text.length < CHUNK) {
        const more = reader.now();
        if (more === undefined) break;
        text += written(more);
      }
      return text;
    },
    drop() {
      const { newest } = reader;
      // An older stream that is closed takes nothing with it: another one reads on.
      if (reader.close() && newest) app.queue.abandon(session, reader.known);
    },
  };
}

/**
 * `ALIVE` at once and then at intervals. State goes an hour after the last one of a session has ended (protocol.md §9).
 * @param ends Told when the server closes.
 */
function signOfLife(app: App, sessionHash: string, ends: Set<() => void>): EventSource {
  const gone = app.states.connect(sessionHash);
  let first = true;
  let wake: () => void = () => {};
  let over = app.closing.aborted;
  const end = () => {
    over = true;
    wake();
  };
  ends.add(end);
  return {
    async next() {
      if (!first && !over) await pause(app.heartbeat, (resolve) => (wake = resolve));
      first = false;
      if (!over) return "data: ALIVE\n\n";
      ends.delete(end);
      gone();
      return undefined;
    },
    drop() {
      ends.delete(end);
      gone();
      end();
    },
  };
}

function pause(ms: number, interruptible: (resolve: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    unref(timer);
    interruptible(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function once(text: string): EventSource {
  let given = false;
  return {
    async next() {
      const next = given ? undefined : text;
      given = true;
      return next;
    },
    drop() {},
  };
}

function line(message: ServerMessage): string {
  return `data: ${JSON.stringify(message)}\n\n`;
}
