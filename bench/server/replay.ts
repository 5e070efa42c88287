/**
 * A server that behaves like Gradio 6.31 with `app.py`, or with `values.py`, and spends next to nothing: what is measured against it is the
 * client. `replay.js calls` replays `recording.json`; `replay.js values` gives what `values.ts` makes. A process of its own (see
 * `start-process.ts`).
 */
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setImmediate as nextTurn } from "node:timers/promises";
import { announce } from "./announce.js";
import type { Recording } from "./recording.js";
import recorded from "./recording.json" with { type: "json" };
import { ReplaySession } from "./replay-session.js";
import { EVENT_ID, valueMessages } from "./value-messages.js";
import { ENDPOINTS } from "./values.js";
import recordedValues from "./values.json" with { type: "json" };

const recording: Recording = recorded;
const values = process.argv[2] === "values";
const described = values ? recordedValues : recording;
/** The messages of each call, made once. */
const made = new Map<string, readonly string[]>();
const sessions = new Map<string, ReplaySession>();

interface PredictBody {
  readonly data: readonly [string];
  readonly fn_index: number;
  readonly session_hash: string;
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => {
    console.error(error);
    response.destroy();
  });
});
// Whoever is slow to send the next request on a connection is not measured by luck.
server.keepAliveTimeout = 60_000;
let connections = 0;
server.on("connection", () => connections++);
process.on("message", () => {
  process.send?.({ connections });
  connections = 0;
});
announce(server);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://replay");
  const here = (body: string) => body.replaceAll(described.origin, `http://${request.headers.host}`);
  switch (`${request.method} ${url.pathname}`) {
    case "GET /config":
      return json(response, here(described.config));
    case "GET /gradio_api/info":
      return json(response, here(described.info));
    case "POST /gradio_api/queue/join":
      return join(await read(request), response);
    case "GET /gradio_api/queue/data":
      return stream(url.searchParams.get("session_hash") ?? "", response);
    case "POST /gradio_api/run/direct":
    case "POST /gradio_api/run/predict":
      return json(response, answered(recording.direct, (await read(request)).data[0]));
    case "POST /gradio_api/cancel":
      await read(request);
      return json(response, recording.cancel);
    default:
      request.resume();
      return json(response, '{"detail":"Not Found"}', 404);
  }
}

/** The call's first message is there before the answer, the others come while it travels. */
async function join(body: PredictBody, response: ServerResponse): Promise<void> {
  const { session_hash: hash } = body;
  const eventId = randomUUID().replaceAll("-", "");
  const session = sessions.get(hash) ?? new ReplaySession();
  sessions.set(hash, session);
  session.pending.add(eventId);
  const messages = values ? valuesFor(body, eventId) : callFor(body, eventId);
  for (const [index, text] of messages.entries()) {
    if (index === 1) json(response, JSON.stringify({ event_id: eventId }));
    if (index > 0) await nextTurn();
    session.put(index === messages.length - 1 ? { text, completes: eventId } : { text });
  }
}

function callFor({ data }: PredictBody, eventId: string): readonly string[] {
  return recording.events.slice(0, -1).map((event) => answered(event.replace(recording.eventId, eventId), data[0]));
}

function valuesFor({ data: [size], fn_index: index }: PredictBody, eventId: string): readonly string[] {
  const key = `${index} ${size}`;
  const endpoint = ENDPOINTS[index];
  if (endpoint === undefined) throw new Error(`There is no function ${index}`);
  const messages = made.get(key) ?? valueMessages(endpoint, Number(size));
  made.set(key, messages);
  return messages.map((text) => text.replaceAll(EVENT_ID, eventId));
}

/** Each message is a write of its own, as uvicorn does it: the end of a stream comes a moment after the result. */
async function stream(hash: string, response: ServerResponse): Promise<void> {
  response.writeHead(200, { server: "uvicorn", "content-type": "text/event-stream; charset=utf-8" });
  response.flushHeaders();
  const session = sessions.get(hash);
  await nextTurn();
  if (session === undefined) {
    response.write(recording.unknown);
    await nextTurn();
    response.destroy();
    return;
  }
  // Whoever drops a stream loses the session's messages (protocol.md §3.7).
  response.on("close", () => {
    if (!response.writableEnded && sessions.get(hash) === session) sessions.delete(hash);
  });
  for (;;) {
    const message = await session.take();
    response.write(message.text);
    await nextTurn();
    if (message.completes === undefined) continue;
    session.pending.delete(message.completes);
    if (session.pending.size === 0) break;
  }
  response.write(recording.events.at(-1));
  await nextTurn();
  response.end();
}

function answered(body: string, text: string): string {
  return body.replace(JSON.stringify(`echo: ${recording.text}`), () => JSON.stringify(`echo: ${text}`));
}

function json(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { server: "uvicorn", "content-length": Buffer.byteLength(body), "content-type": "application/json" });
  response.end(body);
}

async function read(request: IncomingMessage): Promise<PredictBody> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  return JSON.parse(body) as PredictBody;
}
