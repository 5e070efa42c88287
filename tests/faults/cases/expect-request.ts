import type { ErrorCode } from "@gradio-ts/client";
import type { Expectation } from "./case.js";
import type { Answering, RequestFault, RequestMoment } from "./request-faults.js";
import type { Transport } from "./transport.js";

/** What a fault leaves the client to know: all that a promise can depend on. */
type Meaning = "never arrived" | "unknown fate" | "no answer in time" | "nonsense" | "harmless" | "moved" | "moved away" | Answering;

/** How often the cases' clients repeat what is safe to repeat (`maxRetries`). */
export const MAX_RETRIES = 1;

/** The contract's promises for a request that goes wrong: the table of codes, `maxRetries`, `requestTimeout`, redirects. */
export function expectRequest(moment: RequestMoment, fault: RequestFault, transport: Transport): Expectation {
  const meaning = meaningOf(fault);
  if (moment === "cancelled join") return { outcome: { error: "CANCELLED" }, requests: 1, brother: "value" };
  if (meaning === "harmless" && fault.act.type === "overtaken") return { outcome: "value", requests: 1, brother: "value" };
  if (moment === "info" || moment === "cancel" || moment === "heartbeat") return beside(moment, meaning, fault.times);
  // The server has the data: its line tells the rest, whatever comes of the answer.
  if (moment === "data" && fault.act.type === "break" && (fault.act.how === "end" || fault.act.how === "stall"))
    return { outcome: "value" };
  if (meaning === "harmless") return { outcome: "value" };
  if (meaning === "moved" && isGet(moment, transport)) return { outcome: "value" };
  if (moment === "download" && meaning === "moved away") return { outcome: "elsewhere" };
  const again = asksAgain(moment, meaning, transport);
  const failing = { outcome: { error: codeOf(moment, meaning, transport) } } as const;
  const told = typeof meaning === "object" ? meaning.retryAfter : undefined;
  const waits = told === "1 s" || told === "a date" ? { atLeast: 900 } : {};
  // What nothing listened for was not seen.
  const seen = meaning === "never arrived" ? 0 : 1;
  if (fault.resubmit) return { outcome: "value", requests: 1 + seen, ...waits };
  if (!again || told === "an hour") return { ...failing, requests: seen };
  if (fault.times === "once") return { outcome: "value", requests: 1 + seen, ...waits };
  return { ...failing, requests: seen === 0 ? 0 : 1 + MAX_RETRIES, ...waits };
}

function meaningOf({ act }: RequestFault): Meaning {
  switch (act.type) {
    case "refuse":
      return "never arrived";
    case "silence":
      return "no answer in time";
    case "reset":
    case "lose-answer":
      return "unknown fate";
    case "break":
      return act.how === "stall" ? "no answer in time" : act.how === "end" ? "nonsense" : "unknown fate";
    case "overtaken":
    case "pieces":
    case "retype":
    case "pad":
    case "large":
      return "harmless";
    case "redirect":
      return act.to === "same origin" ? "moved" : "moved away";
    case "answer":
      return act.status === 200 ? "nonsense" : act;
  }
}

/** An app that cannot describe itself is used by its config; a cancel always ends the job here; a heartbeat concerns no call. */
function beside(moment: "info" | "cancel" | "heartbeat", meaning: Meaning, times: RequestFault["times"]): Expectation {
  if (moment !== "cancel") return { outcome: "value" };
  const gone = meaning === "never arrived" && times === "always";
  return {
    outcome: { error: "CANCELLED" },
    ...(meaning === "unknown fate" && { requests: 1 }),
    // Where nothing listens any more, nothing can be called.
    ...(!gone && { brother: "value" }),
  };
}

const isGet = (moment: RequestMoment, { name }: Transport) =>
  moment === "config" || moment === "opening" || moment === "download" || (moment === "join" && name === "sse");

/** The statuses of `maxRetries`, for requests that are safe to repeat; a login that has been forgotten is made anew for any. */
function asksAgain(moment: RequestMoment, meaning: Meaning, { name }: Transport): boolean {
  if (meaning === "never arrived") return true;
  // A WebSocket without a login is refused with 403.
  const loggedOut =
    typeof meaning === "object" && (meaning.status === 401 || (meaning.status === 403 && name === "ws" && moment === "join"));
  if (loggedOut) return moment !== "config" && moment !== "login";
  if (moment !== "config" && moment !== "upload" && moment !== "download") return false;
  return meaning === "unknown fate" || (typeof meaning === "object" && [408, 429, 502, 503, 504].includes(meaning.status));
}

function codeOf(moment: RequestMoment, meaning: Meaning, transport: Transport): ErrorCode {
  if (moment === "upload") return "UPLOAD_FAILED";
  if (moment === "download") return "DOWNLOAD_FAILED";
  if (typeof meaning === "object") return codeOfStatus(moment, meaning, transport);
  // It was accepted, and its stream could not be opened; what came instead of a stream, no Gradio gives.
  if (moment === "opening") return meaning === "nonsense" ? "PROTOCOL" : "CONNECTION_LOST";
  if (meaning === "never arrived" || meaning === "unknown fate") return "CONNECTION_FAILED";
  if (meaning === "no answer in time") return "TIMEOUT";
  // No login came of it: the config is refused then.
  if (moment === "login") return "AUTHENTICATION";
  if (meaning === "nonsense" && moment === "config") return "UNSUPPORTED_APP";
  // The handshake of a WebSocket is a matter of its status alone.
  return meaning === "nonsense" && transport.name !== "ws" ? "PROTOCOL" : "HTTP";
}

function codeOfStatus(moment: RequestMoment, { status, body }: Answering, { name }: Transport): ErrorCode {
  if (status === 401 || status === 403 || (moment === "login" && status === 400)) return "AUTHENTICATION";
  if (moment === "opening") return "CONNECTION_LOST";
  if (status === 404 && moment === "config") return "UNSUPPORTED_APP";
  if (status === 429) return "RATE_LIMITED";
  if (status === 422 && body.includes("is_valid")) return "VALIDATION";
  if (status === 503 && /queue is full/i.test(body)) return "QUEUE_FULL";
  if (status === 500 && name === "direct" && body.includes('"error"')) return "APP_ERROR";
  return "HTTP";
}
