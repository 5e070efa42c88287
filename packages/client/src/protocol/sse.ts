import type { App } from "../app/app.js";
import { since } from "../app/since.js";
import { ProtocolError } from "../errors.js";
import type { FetchResponse } from "../http/fetch-types.js";
import type { Http } from "../http/request.js";
import { appAnswers } from "./app-answers.js";
import type { Call, Deliver, Protocol, StartedCall, WireSession } from "./call.js";
import { type LineEnd, lineSilent, startOnOwnLine } from "./own-line.js";
import { predictBody } from "./predict-body.js";
import { readEvents, readMessage } from "./read-events.js";
import { SilenceWatch } from "./silence-watch.js";
import { tellCancel } from "./tell-cancel.js";

/** `sse`, Gradio 4.0 to 4.8: an event stream per call, which is the call; its data goes by a POST when the server asks (protocol.md §3.2). */
export function sse(http: Http, app: App): Protocol {
  return {
    start(call: Call, session: WireSession, deliver: Deliver): StartedCall {
      const talk = async (line: LineEnd): Promise<void> => {
        const query = new URLSearchParams({ fn_index: String(call.endpoint.fnIndex), session_hash: session.hash });
        const { headers } = call;
        // A second one would be a second call.
        const options = { signal: line.signal, accept: "text/event-stream", headers, repeat: "never-arrived" } as const;
        const response = await http.open(`${app.prefix}queue/join?${query}`, options);
        await listen(http, app, response, line, (message) => {
          if (message["msg"] === "send_data") send(message["event_id"], line.signal).catch(line.fail);
          line.hear(message);
        });
      };
      const send = async (eventId: unknown, signal: AbortSignal): Promise<void> => {
        if (typeof eventId !== "string") throw new ProtocolError("The server asks for the data of a call without an id.", {});
        deliver({ type: "accepted", eventId });
        const json = { ...predictBody(app, call, session.hash), event_id: eventId };
        await http.json(`${app.prefix}queue/data`, { json, headers: call.headers, signal });
      };
      const tell = () => tellCancel(http, app, call, session.hash, undefined);
      return startOnOwnLine({ app, endpoint: call.endpoint, deliver, talk, tell });
    },
  };
}

/** Reads the stream to its end. Before 4.4 a server sends one heartbeat and no more: its silence says nothing (protocol.md §3.2). */
async function listen(
  http: Http,
  app: App,
  response: FetchResponse,
  line: LineEnd,
  hear: (message: Readonly<Record<string, unknown>>) => void,
): Promise<void> {
  const dead = new AbortController();
  const watch = new SilenceWatch({
    timeout: since(app.version, 4, 4) ? http.silenceTimeout : Number.POSITIVE_INFINITY,
    ask: (signal) => appAnswers(http, app, signal),
    onDead: (silence) => dead.abort(lineSilent(silence)),
  });
  const signal = AbortSignal.any([line.signal, dead.signal]);
  try {
    await readEvents(response, { signal, onData: (data) => hear(readMessage(data)), onBytes: () => watch.touch() });
  } finally {
    watch.stop();
  }
}
