import type { Moment } from "./case.js";
import type { RequestAct, RequestFault, RequestMoment } from "./request-faults.js";
import type { StreamFault, StreamMoment } from "./stream-faults.js";
import type { Transport } from "./transport.js";

/** A combination that makes no sense. */
interface Rule<Fault, At extends Moment> {
  readonly why: string;
  readonly applies: (at: { readonly fault: Fault; readonly moment: At; readonly transport: Transport }) => boolean;
}

const is = (act: RequestAct, ...types: readonly RequestAct["type"][]) => types.includes(act.type);
const status = (act: RequestAct) => (act.type === "answer" ? act.status : undefined);
const retryable = (act: RequestAct) =>
  is(act, "refuse", "reset", "lose-answer") ||
  (act.type === "break" && (act.how === "reset" || act.how === "cut")) ||
  (act.type === "answer" && (act.status === 429 || (act.status >= 500 && !act.body.includes('"error"'))) && act.retryAfter !== "an hour");

/** What leaves a request under way. */
const isSlow = (act: RequestAct) =>
  is(act, "silence") || (act.type === "break" && act.how === "stall") || (act.type === "pieces" && act.how === "late");

const CONNECTING: readonly RequestMoment[] = ["config", "info", "login"];

export const requestRules: readonly Rule<RequestFault, RequestMoment>[] = [
  {
    why: "where nothing listens any more, nothing can be called",
    applies: ({ fault: { act, times }, moment }) => act.type === "refuse" && moment === "info" && times === "always",
  },
  {
    why: "such a stream waits for the data of the call: it cannot be held back until it is whole",
    applies: ({ fault: { act }, moment, transport: { name } }) => act.type === "retype" && moment === "join" && name === "sse",
  },
  {
    why: "connecting is the same on the versions between the oldest and the newest",
    applies: ({ moment, transport: { server } }) => CONNECTING.includes(moment) && server.startsWith("4."),
  },
  { why: "a direct run is one request", applies: ({ moment, transport: { name } }) => name === "direct" && moment !== "join" },
  {
    why: "cancelled while it is under way, a join can be late or unanswered; once, as it is not repeated",
    applies: ({ fault: { act, times, resubmit }, moment, transport: { shared } }) =>
      moment === "cancelled join" && (times === "once" || resubmit || !isSlow(act) || (!shared && !is(act, "silence"))),
  },
  {
    why: "with its data the call has begun: an answer that breaks may come after the first output, behind which nothing is submitted again",
    applies: ({ fault: { act, resubmit }, moment }) => moment === "data" && resubmit && is(act, "break", "lose-answer"),
  },
  { why: "data is asked for by `sse` alone", applies: ({ moment, transport: { name } }) => moment === "data" && name !== "sse" },
  {
    why: "only a join is answered apart from the stream that tells of its call",
    applies: ({ fault: { act }, moment, transport: { name, shared } }) =>
      is(act, "overtaken") && (moment !== "join" || !shared || name === "direct"),
  },
  { why: "the join is the stream", applies: ({ moment, transport }) => moment === "opening" && !transport.shared },
  { why: "there is no heartbeat", applies: ({ moment, transport }) => moment === "heartbeat" && !transport.heartbeat },
  {
    why: "asked for together with another request: nothing can be refused to one of them",
    applies: ({ fault: { act }, moment, transport }) =>
      act.type === "refuse" && (moment === "heartbeat" || (moment === "info" && transport.prefix !== "")),
  },
  {
    why: "only a call can be submitted again, and only after an error that is retryable",
    applies: ({ fault: { act, resubmit }, moment }) => resubmit && ((moment !== "join" && moment !== "data") || !retryable(act)),
  },
  {
    why: "the client asks once: what happens to a second request is never seen",
    applies: ({ fault: { act, times, resubmit }, moment, transport }) =>
      times === "once" && !resubmit && !mayAskAgain(moment, act, transport),
  },
  {
    why: "a heartbeat that is refused is not sent again: `always` is all there is to see",
    applies: ({ fault: { act, times }, moment }) =>
      act.type === "answer" && act.status === 401 && moment === "heartbeat" && times === "once",
  },
  {
    why: "only an upload is long enough",
    applies: ({ fault: { act }, moment }) => act.type === "reset" && act.bytes > 0 && moment !== "upload",
  },
  {
    why: "what a stream says is struck at the moments of the stream: it is never whole",
    applies: ({ fault: { act }, moment, transport: { name } }) =>
      is(act, "break", "pieces", "pad", "lose-answer") &&
      (moment === "opening" || moment === "heartbeat" || (moment === "join" && name === "sse")),
  },
  {
    why: "a handshake has no body, and no type",
    applies: ({ fault: { act }, moment, transport: { name } }) =>
      name === "ws" && moment === "join" && is(act, "break", "pieces", "pad", "retype", "lose-answer"),
  },
  {
    why: "what comes on a stream is large in one line: `8 MB in one line`",
    applies: ({ fault: { act }, moment, transport: { name } }) => is(act, "large") && (moment !== "join" || name !== "direct"),
  },
  {
    why: "a file may be of any kind, blanks included",
    applies: ({ fault: { act }, moment }) => moment === "download" && (is(act, "pad") || status(act) === 200),
  },
  {
    why: "a length is told: to end early is to be cut",
    applies: ({ fault: { act }, moment }) => moment === "download" && act.type === "break" && act.how === "end",
  },
  {
    why: "a login's answer is its status and its cookies",
    applies: ({ fault: { act }, moment }) => moment === "login" && act.type === "break" && act.how === "end",
  },
  {
    why: "nobody reads that answer",
    applies: ({ fault: { act }, moment }) => (moment === "cancel" || moment === "heartbeat") && is(act, "pad", "retype", "pieces"),
  },
  { why: "said of logins only", applies: ({ fault: { act }, moment }) => status(act) === 400 && moment !== "login" },
  { why: "said of uploads only", applies: ({ fault: { act }, moment }) => status(act) === 413 && moment !== "upload" },
  {
    why: "said of joins only",
    applies: ({ fault: { act }, moment, transport }) =>
      act.type === "answer" &&
      (act.status === 422 || act.body.includes("Queue is full")) &&
      (moment !== "join" || !transport.shared || transport.name === "direct"),
  },
  {
    why: "validators came with 5.45",
    applies: ({ fault: { act }, transport }) => act.type === "answer" && act.body.includes("is_valid") && !transport.announcesEnd,
  },
];

function mayAskAgain(moment: RequestMoment, act: RequestAct, { name }: Transport): boolean {
  if (act.type === "refuse") return true;
  if (name === "ws" && moment === "join" && status(act) === 403) return true;
  if (status(act) === 401) return moment !== "config" && moment !== "login";
  const safe = moment === "config" || moment === "info" || moment === "upload" || moment === "download";
  return (
    safe &&
    (is(act, "reset", "lose-answer") ||
      (act.type === "break" && act.how !== "stall" && act.how !== "end") ||
      PASSING.includes(status(act) ?? 0))
  );
}

const PASSING: readonly number[] = [408, 429, 502, 503, 504];

export const streamRules: readonly Rule<StreamFault, StreamMoment>[] = [
  {
    why: "the server waits for the data that it asks for",
    applies: ({ fault: { act }, moment, transport: { shared } }) => act === "coalesced" && moment === "queued" && !shared,
  },
  {
    why: "a running call is cancelled at its request: `cancel`",
    applies: ({ fault: { act }, moment }) => act === "cancelled" && moment !== "queued",
  },
  { why: "a direct run has no stream", applies: ({ transport: { name } }) => name === "direct" },
  {
    why: "submitting again is looked at where a line breaks",
    applies: ({ fault: { act, resubmit }, moment }) =>
      resubmit && (!["reset", "cut", "restart", "server stopped"].includes(act) || moment === "after the end"),
  },
  {
    why: "no message ends such a stream",
    applies: ({ fault: { act }, transport: { announcesEnd } }) => (act === "closed" || act === "closed twice") && !announcesEnd,
  },
  {
    why: "the line is the call: nothing is opened again",
    applies: ({ fault: { act }, transport: { shared, announcesEnd } }) => act === "ended twice" && (!shared || announcesEnd),
  },
  {
    why: "such a line belongs to one call: nothing on it names a session or an event",
    applies: ({ fault: { act }, transport: { shared } }) =>
      !shared && ["session not found", "server stopped", "foreign messages"].includes(act),
  },
  {
    why: "a full queue is told at the join, or before the call waits",
    applies: ({ fault: { act }, moment, transport: { shared } }) => act === "queue full" && (shared || moment !== "queued"),
  },
  {
    why: "whole values are no edits",
    applies: ({ fault: { act }, moment, transport: { edits } }) =>
      act === "a step that is no edit" && (!edits || moment !== "between steps"),
  },
  {
    why: "a step comes while the function runs",
    applies: ({ fault: { act }, moment }) => act === "a step without data" && moment !== "processing" && moment !== "between steps",
  },
  {
    why: "said before the last message, the others would be out of order",
    applies: ({ fault: { act }, moment }) => act === "failure after success" && moment !== "end" && moment !== "after the end",
  },
  {
    why: "the last word has been said",
    applies: ({ fault: { act }, moment }) =>
      moment === "after the end" && ["failure before success", "completed without data"].includes(act),
  },
  {
    why: "an edit said twice is another edit: no server says one twice, and nothing tells it from two",
    applies: ({ fault: { act }, moment, transport: { edits } }) => act === "said twice" && moment === "between steps" && edits,
  },
  {
    why: "the next call would be on the silent stream: that is what `queued` looks at",
    applies: ({ fault: { act }, moment, transport: { shared } }) => act === "silent" && moment === "after the end" && shared,
  },
  {
    why: "a server closes such a line with its last message",
    applies: ({ fault: { act }, moment, transport: { shared } }) =>
      moment === "after the end" && !shared && ["restart", "silent", "busy"].includes(act),
  },
  {
    why: "frames have neither comments nor line ends",
    applies: ({ fault: { act }, transport: { name } }) =>
      name === "ws" && ["a comment and a blank event", "lines end with CRLF"].includes(act),
  },
];
