/** The requests of a client, each a moment at which something can go wrong. */
export type RequestMoment =
  | "config"
  | "info"
  | "login"
  | "upload"
  | "join"
  /** A join while the call is cancelled. */
  | "cancelled join"
  /** The data of a call, which the server has asked for (protocol.md §3.2). */
  | "data"
  | "opening"
  | "download"
  | "cancel"
  | "heartbeat";

/** What is done to a request, or to its answer. */
export type RequestAct =
  /** Nothing listens. */
  | { readonly type: "refuse" }
  /** Taken, and never answered. */
  | { readonly type: "silence" }
  /** The connection is reset when so many bytes of the request's body have come; the server sees nothing of it. */
  | { readonly type: "reset"; readonly bytes: number }
  /** The server does what was asked; its answer is lost. */
  | { readonly type: "lose-answer" }
  /** The answer breaks off after its headers, its first byte or half of it. `end`: as if it were whole. */
  | { readonly type: "break"; readonly after: "headers" | "one byte" | "half"; readonly how: "reset" | "cut" | "end" | "stall" }
  /** The answer comes byte by byte, in two parts, or late and all at once. */
  | { readonly type: "pieces"; readonly how: "drip" | "split" | "late" }
  /** The answer comes after what it announces: after the call's last message, or the end of the stream that brought it. */
  | { readonly type: "overtaken"; readonly by: "result" | "end" }
  /** With another content type, or none. */
  | { readonly type: "retype"; readonly contentType: string | null }
  /** 8 MB of blanks before the answer's JSON. */
  | { readonly type: "pad" }
  /** The result itself is so large: the server is asked for one. */
  | { readonly type: "large" }
  /** Answered by somebody else. */
  | Answering
  | { readonly type: "redirect"; readonly status: number; readonly to: "same origin" | "other origin" };

export interface Answering {
  readonly type: "answer";
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  readonly retryAfter?: "1 s" | "a date" | "an hour";
}

export interface RequestFault {
  readonly level: "request";
  readonly name: string;
  readonly act: RequestAct;
  /** `once`: the next request of that kind is left alone. */
  readonly times: "once" | "always";
  /** Calls may run twice, says the caller. */
  readonly resubmit: boolean;
}

const JSON_TYPE = "application/json";
const HTML = "<!doctype html><title>Sorry</title>";

function answer(status: number, contentType: string, body: string, retryAfter?: Answering["retryAfter"]): Answering {
  return { type: "answer", status, contentType, body, ...(retryAfter === undefined ? {} : { retryAfter }) };
}
const json = (status: number, detail: unknown, retryAfter?: Answering["retryAfter"]) =>
  answer(status, JSON_TYPE, JSON.stringify({ detail }), retryAfter);

/** By name; a name says what a person would see. */
const acts: Readonly<Record<string, RequestAct>> = {
  "connection refused": { type: "refuse" },
  "never answered": { type: "silence" },
  "reset before headers": { type: "reset", bytes: 0 },
  "reset within the request": { type: "reset", bytes: 20_000 },
  "answer lost": { type: "lose-answer" },
  "reset after the headers": { type: "break", after: "headers", how: "reset" },
  "reset after one byte": { type: "break", after: "one byte", how: "reset" },
  "reset half-way": { type: "break", after: "half", how: "reset" },
  "cut half-way": { type: "break", after: "half", how: "cut" },
  "ended half-way, as if whole": { type: "break", after: "half", how: "end" },
  "ended without a body": { type: "break", after: "headers", how: "end" },
  "stalled after the headers": { type: "break", after: "headers", how: "stall" },
  "stalled half-way": { type: "break", after: "half", how: "stall" },
  "byte by byte": { type: "pieces", how: "drip" },
  "split in two": { type: "pieces", how: "split" },
  "late and at once": { type: "pieces", how: "late" },
  "after its result": { type: "overtaken", by: "result" },
  "after its stream's end": { type: "overtaken", by: "end" },
  "no content type": { type: "retype", contentType: null },
  "content type text/plain": { type: "retype", contentType: "text/plain" },
  "8 MB before it": { type: "pad" },
  "8 MB as its result": { type: "large" },
  "200 with HTML": answer(200, "text/html", HTML),
  "400 with JSON": json(400, "Incorrect credentials."),
  "401 with JSON": json(401, "Not authenticated"),
  "403 with HTML": answer(403, "text/html", HTML),
  "404 with JSON": json(404, "Not Found"),
  "408 with text": answer(408, "text/plain", "Request Timeout"),
  "413 with text": answer(413, "text/plain", "Maximum size exceeded"),
  "422 with JSON": json(422, [{ type: "missing", loc: ["body", "data"], msg: "Field required", input: {} }]),
  "422 of a validator": json(422, [{ __type__: "validate", is_valid: false, message: "Too many.", parameter_name: "steps" }]),
  "429 with JSON": json(429, "Slow down."),
  "429, Retry-After in seconds": json(429, "Slow down.", "1 s"),
  "429, Retry-After as a date": json(429, "Slow down.", "a date"),
  "429, Retry-After of an hour": json(429, "Slow down.", "an hour"),
  "500 with JSON": answer(500, JSON_TYPE, JSON.stringify({ error: null })),
  "500 with text": answer(500, "text/plain", "Internal Server Error"),
  "500 with HTML": answer(500, "text/html", HTML),
  "502 with HTML": answer(502, "text/html", HTML),
  "503 with text": answer(503, "text/plain", "Unavailable"),
  "503, Retry-After in seconds": answer(503, "text/plain", "Unavailable", "1 s"),
  "503, the queue is full": json(503, "Queue is full. Max size is 1 and size is 1."),
  "504 with HTML": answer(504, "text/html", HTML),
  "302 to the same origin": { type: "redirect", status: 302, to: "same origin" },
  "307 to the same origin": { type: "redirect", status: 307, to: "same origin" },
  "302 to another origin": { type: "redirect", status: 302, to: "other origin" },
  "307 to another origin": { type: "redirect", status: 307, to: "other origin" },
};

/** Every act, once and always, and once with calls that may run twice. */
export const requestFaults: readonly RequestFault[] = Object.entries(acts).flatMap(([name, act]): RequestFault[] => [
  { level: "request", name: `${name}, always`, act, times: "always", resubmit: false },
  { level: "request", name: `${name}, once`, act, times: "once", resubmit: false },
  { level: "request", name: `${name}, once, the call may run twice`, act, times: "once", resubmit: true },
]);
