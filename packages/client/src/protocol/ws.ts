import type { App, Endpoint } from "../app/app.js";
import { AppError, AuthenticationError } from "../errors.js";
import type { Http } from "../http/request.js";
import { appAnswers } from "./app-answers.js";
import type { Call, CallMessage, Deliver, Protocol, StartedCall, WireSession } from "./call.js";
import { type LineEnd, lineSilent, startOnOwnLine } from "./own-line.js";
import { predictBody } from "./predict-body.js";
import { readMessage } from "./read-events.js";
import { newSessionHash } from "./session-hash.js";
import { SilenceWatch } from "./silence-watch.js";
import { tellCancel } from "./tell-cancel.js";

/** A WebSocket per call, Gradio 3: the server asks for the session, then for the data (protocol.md §3.1). */
export function ws(http: Http, app: App): Protocol {
  const generators = new WeakMap<WireSession, Map<number, GeneratorTurns>>();
  const turnsOf = (session: WireSession, endpoint: Endpoint): GeneratorTurns => {
    const ofSession = generators.get(session) ?? new Map<number, GeneratorTurns>();
    generators.set(session, ofSession);
    const turns = ofSession.get(endpoint.fnIndex) ?? new GeneratorTurns(session.hash, endpoint.stateful);
    ofSession.set(endpoint.fnIndex, turns);
    return turns;
  };
  return {
    start(call: Call, session: WireSession, deliver: Deliver): StartedCall {
      const { endpoint } = call;
      let { hash } = session;
      const tell = () => tellCancel(http, app, call, hash, undefined);
      const talk = (line: LineEnd) => http.loggedIn(() => converse(http, app, call, hash, line), line.signal);
      if (!endpoint.generator) return startOnOwnLine({ app, endpoint, deliver, talk, tell });

      const turns = turnsOf(session, endpoint);
      let toItsEnd = false;
      const watched = (message: CallMessage) => {
        toItsEnd = message.type === "succeeded" || (message.type === "failed" && message.error instanceof AppError);
        deliver(message);
      };
      const inTurn = (line: LineEnd) =>
        turns.take(async (turnHash) => {
          if (line.signal.aborted) return true;
          if (turnHash !== hash) deliver({ type: "accepted", eventId: undefined, sessionHash: turnHash });
          hash = turnHash;
          await talk(line);
          return toItsEnd;
        });
      return startOnOwnLine({ app, endpoint, deliver: watched, talk: inTurn, tell });
    },
  };
}

/**
 * The calls of one generator in one session, one after another: the server keeps one iterator for the pair, which two calls at once would share
 * (protocol.md §3.1). One that was left behind by a call that did not come to its end may be taken up by the next: where no state ties it to
 * the session, that has a session of its own.
 */
class GeneratorTurns {
  readonly #hash: string;
  readonly #stateful: boolean;
  #last: Promise<unknown> = Promise.resolve();
  #leftBehind = false;

  constructor(hash: string, stateful: boolean) {
    this.#hash = hash;
    this.#stateful = stateful;
  }

  /** @param talk Makes the call in the session of that name; tells whether it came to its end. */
  take(talk: (hash: string) => Promise<boolean>): Promise<void> {
    const turn = this.#last.then(async () => {
      const own = this.#leftBehind && !this.#stateful;
      let ended = false;
      try {
        ended = await talk(own ? newSessionHash() : this.#hash);
      } finally {
        this.#leftBehind ||= !ended;
      }
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}

/** The queue of the first versions asks its own server in the name of the caller, and passes on what that answers (protocol.md §10). */
function isRefusal({ msg, success, output }: Readonly<Record<string, unknown>>): boolean {
  return msg === "process_completed" && success === false && (output as { detail?: unknown } | null)?.detail === "Not authenticated";
}

/** One call on its socket, to the end of that. */
function converse(http: Http, app: App, call: Call, sessionHash: string, { signal, hear }: LineEnd): Promise<void> {
  return new Promise((resolve, reject) => {
    let watch: SilenceWatch | undefined;
    let failed = false;
    const onText = (text: string, reply: (text: string) => void) => {
      watch?.touch();
      // What could not be read was the last word.
      if (signal.aborted || failed) return;
      try {
        const message = readMessage(text);
        const { msg } = message;
        if (msg === "send_hash") reply(JSON.stringify({ fn_index: call.endpoint.fnIndex, session_hash: sessionHash }));
        else if (msg === "send_data") reply(JSON.stringify(predictBody(app, call, sessionHash)));
        if (isRefusal(message))
          throw new AuthenticationError("The app's queue no longer knows the login.", { status: 401, body: message["output"] });
        hear(message);
      } catch (error) {
        failed = true;
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
