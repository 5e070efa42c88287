import type { App } from "../app/app.js";
import { type GradioError, ProtocolError, QueueFullError, SessionNotFoundError, ValidationError } from "../errors.js";
import { type Answer, answerError, evidenceOf, serverWords } from "../http/answer-error.js";
import { startTimer } from "../http/delay.js";
import type { Http } from "../http/request.js";
import type { Call, Deliver, Protocol, StartedCall, StreamSubscriber, WireSession } from "./call.js";
import { cancelCall } from "./cancel-call.js";
import { deleteRule } from "./output-decoder.js";
import { predictBody } from "./predict-body.js";
import { MessageReader } from "./read-call-message.js";
import { CANCEL_TIMEOUT } from "./tell-cancel.js";

/** `sse_v1` to `sse_v3`, Gradio 4.9 and later: a join by POST, and one event stream per session for all its calls (protocol.md §3.3–3.5). */
export function sseV1AndLater(http: Http, app: App): Protocol {
  return {
    start: (call, session, deliver) =>
      listen(http, app, { call, session, deliver, join: (signal) => join(http, app, call, session.hash, signal) }),
    resume: (eventId) => ({
      start(call, session, deliver) {
        // What is kept of a call holds at least its place in the queue, or its result (protocol.md §3.7).
        const unmentioned = () => deliver({ type: "failed", error: readBefore(eventId) });
        return listen(http, app, { call, session, deliver, join: async () => eventId, unmentioned });
      },
    }),
  };
}

interface Listening {
  readonly call: Call;
  readonly session: WireSession;
  readonly deliver: Deliver;
  /** Sends the call, if it is not in the queue already; gives the server's id of it. */
  readonly join: (signal: AbortSignal) => Promise<string>;
  readonly unmentioned?: (() => void) | undefined;
}

/** Hears of a call on its session's stream. */
function listen(http: Http, app: App, { call, session, deliver, join, unmentioned }: Listening): StartedCall {
  const reader = new MessageReader(app, call.endpoint);
  let queued = true;
  const subscriber: StreamSubscriber = {
    accepted: (eventId) => deliver({ type: "accepted", eventId }),
    message(raw) {
      const message = reader.read(raw);
      if (message === undefined) return;
      if (message.type === "started") queued = false;
      deliver(message);
    },
    unmentioned,
    lost: (error) => deliver({ type: "failed", error }),
  };
  const joining = new AbortController();
  const subscription = session.stream.subscribe(subscriber, () => join(joining.signal));
  return {
    async end(tell) {
      // A join that is not answered is not waited for without end.
      const stopTimer = startTimer(() => joining.abort(), CANCEL_TIMEOUT);
      void subscription.joined.then(stopTimer);
      if (tell) await cancelCall({ http, app, call, session, subscription, isQueued: () => queued });
      else subscription.drop();
    },
  };
}

function readBefore(eventId: string): SessionNotFoundError {
  const message = "The server has nothing to say of this call: somebody else has read what it kept, or reads it now.";
  return new SessionNotFoundError(message, { eventId });
}

async function join(http: Http, app: App, call: Call, sessionHash: string, signal: AbortSignal): Promise<string> {
  const body = predictBody(app, call, sessionHash);
  // Where edits cannot be read, whole values are asked for; servers before 4.20 send them anyway.
  const json = deleteRule(app.version) === "whole" ? { ...body, simple_format: true } : body;
  const answer = await http.answer(`${app.prefix}queue/join`, { json, headers: call.headers, signal });
  if (answer.status >= 300) throw refusal(answer, call);
  const eventId = (answer.body as { event_id?: unknown } | null)?.event_id;
  if (typeof eventId !== "string") throw new ProtocolError("The queue's answer holds no event id.", evidenceOf(answer));
  return eventId;
}

/** Why a join was refused. Source: protocol.md §3.3. */
function refusal(answer: Answer, call: Call): GradioError {
  const said = serverWords(answer.body);
  if (answer.status === 503 && /queue is full/i.test(said)) return new QueueFullError(said, evidenceOf(answer));
  const detail = (answer.body as { detail?: unknown } | null)?.detail;
  if (answer.status === 422 && Array.isArray(detail) && detail.some(isValidatorsWord)) return validation(answer, detail, call);
  return answerError(answer);
}

/** One entry per parameter, those that passed included; tells a validator's list from FastAPI's own. */
function isValidatorsWord(
  entry: unknown,
): entry is { readonly is_valid: boolean; readonly message?: unknown; readonly parameter_name?: unknown } {
  return typeof entry === "object" && entry !== null && typeof (entry as { is_valid?: unknown }).is_valid === "boolean";
}

function validation(answer: Answer, detail: readonly unknown[], call: Call): ValidationError {
  const parameters = call.endpoint.inputs.filter((input) => input !== null);
  const issues = detail.flatMap((entry, index) => {
    if (!isValidatorsWord(entry) || entry.is_valid) return [];
    const parameter = typeof entry.parameter_name === "string" ? entry.parameter_name : parameters[index]?.name;
    return [{ parameter, message: typeof entry.message === "string" ? entry.message : "" }];
  });
  const text = issues.map(({ parameter, message }) => (parameter === undefined ? message : `${parameter}: ${message}`)).join("; ");
  return new ValidationError(`The app refused the inputs: ${text}`, issues, evidenceOf(answer));
}
