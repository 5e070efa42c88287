import type { App } from "../app/app.js";
import type { Http } from "../http/request.js";
import { appAnswers } from "./app-answers.js";
import type { Call, Deliver, Protocol, StartedCall, WireSession } from "./call.js";
import { type LineEnd, lineSilent, startOnOwnLine } from "./own-line.js";
import { predictBody } from "./predict-body.js";
import { readMessage } from "./read-events.js";
import { SilenceWatch } from "./silence-watch.js";

/** A WebSocket per call, Gradio 3: the server asks for the session, then for the data (protocol.md §3.1). */
export function ws(http: Http, app: App): Protocol {
  /** The last call of each generator of a session, by the pair's name: two at once would share one iterator at the server. */
  const last = new Map<string, Promise<void>>();
  const inTurn = async (pair: string, line: LineEnd, talk: () => Promise<void>): Promise<void> => {
    const before = last.get(pair);
    let finish = () => {};
    const turn = new Promise<void>((resolve) => {
      finish = resolve;
    });
    last.set(pair, turn);
    try {
      await before;
      if (!line.signal.aborted) await talk();
    } finally {
      finish();
      if (last.get(pair) === turn) last.delete(pair);
    }
  };
  return {
    start(call: Call, session: WireSession, deliver: Deliver): StartedCall {
      const { fnIndex, generator } = call.endpoint;
      const talk = (line: LineEnd) => {
        const once = () => converse(http, app, call, session.hash, line);
        return generator ? inTurn(`${fnIndex} ${session.hash}`, line, once) : once();
      };
      return startOnOwnLine({ http, app, call, session, deliver, talk });
    },
  };
}

/** One call on its socket, to the end of that. */
function converse(http: Http, app: App, call: Call, sessionHash: string, { signal, hear }: LineEnd): Promise<void> {
  return new Promise((resolve, reject) => {
    let watch: SilenceWatch | undefined;
    const onText = (text: string, reply: (text: string) => void) => {
      watch?.touch();
      if (signal.aborted) return;
      try {
        const message = readMessage(text);
        const { msg } = message;
        if (msg === "send_hash") reply(JSON.stringify({ fn_index: call.endpoint.fnIndex, session_hash: sessionHash }));
        else if (msg === "send_data") reply(JSON.stringify(predictBody(app, call, sessionHash)));
        hear(message);
      } catch (error) {
        reject(error);
      }
    };
    const onClose = (failure: unknown) => {
      watch?.stop();
      if (failure === undefined) resolve();
      else reject(failure);
    };
    const listener = { onText, onPing: () => watch?.touch(), onClose };
    http.socket(`${app.prefix}queue/join`, { headers: call.headers, signal }, listener).then((socket) => {
      const close = () => {
        watch?.stop();
        socket.close();
        resolve();
      };
      if (signal.aborted) return close();
      signal.addEventListener("abort", close, { once: true });
      // Elsewhere a quiet socket may be a live one.
      if (!socket.showsPings) return;
      watch = new SilenceWatch({
        timeout: http.silenceTimeout,
        ask: (asking) => appAnswers(http, app, asking),
        onDead: (silence) => reject(lineSilent(silence)),
      });
    }, reject);
  });
}
