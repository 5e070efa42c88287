import type { App, Endpoint } from "../app/app.js";
import { type GradioError, ProtocolError } from "../errors.js";
import { type Answer, answerError, evidenceOf } from "../http/answer-error.js";
import { LONGEST_MESSAGE } from "../http/longest-message.js";
import type { Http } from "../http/request.js";
import { callFailure } from "./app-error.js";
import type { Call, CallMessage, Deliver, Protocol, StartedCall, WireSession } from "./call.js";
import { fileForm } from "./file-form.js";
import { predictBody } from "./predict-body.js";

/** A function beside the queue: one POST, whose answer is the result, however long it takes (protocol.md §5). */
export function direct(http: Http, app: App): Protocol {
  return {
    start(call: Call, session: WireSession, deliver: Deliver): StartedCall {
      const controller = new AbortController();
      const run = async (): Promise<CallMessage> => {
        const options = { headers: call.headers, signal: controller.signal, timeout: Number.POSITIVE_INFINITY, maxBytes: LONGEST_MESSAGE };
        const answer = await http.answer(pathOf(app), { json: predictBody(app, call, session.hash), ...options });
        return result(answer, app, call.endpoint);
      };
      deliver({ type: "started", eta: null });
      run().then(deliver, (error: GradioError) => deliver({ type: "failed", error }));
      // The server runs on, unheard: nothing can tell it to stop.
      return { end: async () => controller.abort() };
    },
  };
}

/** The function's number decides, not its name, which may hold what no path can. Gradio 3 has no `/run` at first (protocol.md §5, §17). */
function pathOf({ version, prefix }: App): string {
  return `${prefix}${version.major < 4 ? "api" : "run"}/predict`;
}

function result(answer: Answer, app: App, endpoint: Endpoint): CallMessage {
  const body = answer.body as { readonly data?: unknown } | null;
  if (answer.status < 300) {
    if (Array.isArray(body?.data)) return { type: "succeeded", data: fileForm(app.version).read(body.data, endpoint) };
    return { type: "failed", error: new ProtocolError("The answer of a direct run holds no data.", evidenceOf(answer)) };
  }
  const isAppError = answer.status === 500 && typeof body === "object" && body !== null && "error" in body;
  return { type: "failed", error: isAppError ? callFailure(body, app.version, evidenceOf(answer)) : answerError(answer) };
}
