import { setTimeout as delay } from "node:timers/promises";
import type { RequestAct } from "../cases/request-faults.js";
import type { Exchange, WholeAnswer } from "../proxy/exchange.js";
import { answerHeaders } from "./answer-headers.js";

/** What a fault needs to know of the case. */
export interface BadAnswer {
  readonly act: RequestAct;
  readonly exchange: Exchange;
  /** What the server says, where it is asked. */
  readonly ask: () => Promise<WholeAnswer>;
  /** The fault can be seen, though it is not done: what comes in pieces, or late, may be all a client needs before the last of it was sent. */
  readonly onBegun: () => void;
  /** What an answer comes after has been said. */
  readonly said: Promise<void>;
  /** The URL of the other origin. */
  readonly elsewhere: string;
}

/** 8 MB. */
export const HUGE = 8 * 1024 * 1024;

/** Milliseconds in which bytes reach the client, before a reset that would overtake them. */
const ON_THE_WAY = 20;

/** Answers a request as its fault wants it. Resolves when the fault has happened. */
export async function answerBadly(bad: BadAnswer): Promise<void> {
  const { act, exchange, ask, onBegun, said, elsewhere } = bad;
  const { request, response, path } = exchange;
  switch (act.type) {
    case "silence":
    case "refuse":
      return;
    case "reset":
      request.socket.resetAndDestroy();
      return;
    case "lose-answer":
      await ask();
      request.socket.resetAndDestroy();
      return;
    case "answer":
      response.writeHead(act.status, answerHeaders(act)).end(act.body);
      return;
    case "redirect": {
      const location = act.to === "same origin" ? `/moved?to=${encodeURIComponent(path)}` : `${elsewhere}${path}`;
      response.writeHead(act.status, { location }).end();
      return;
    }
    case "break":
      return breakOff(exchange, await ask(), act);
    case "pieces": {
      const answer = await ask();
      onBegun();
      return inPieces(exchange, answer, act.how);
    }
    case "overtaken": {
      const { status, headers, body } = await ask();
      await said;
      await delay(ON_THE_WAY);
      response.writeHead(status, headers).end(body);
      return;
    }
    case "retype": {
      const { status, headers, body } = await ask();
      const { "content-type": _, ...others } = headers;
      const type = act.contentType === null ? {} : { "content-type": act.contentType };
      response.writeHead(status, { ...others, ...type }).end(body);
      return;
    }
    case "large": {
      const { status, headers, body } = await ask();
      if (body.length < HUGE) throw new Error(`The server gave ${body.length} bytes, which is not large.`);
      response.writeHead(status, headers).end(body);
      return;
    }
    case "pad": {
      const { status, headers, body } = await ask();
      response.writeHead(status, headers);
      response.write(" ".repeat(HUGE));
      response.end(body);
      return;
    }
  }
}

type Breaking = Extract<RequestAct, { readonly type: "break" }>;

async function breakOff(
  { kind, request, response }: Exchange,
  { status, headers, body }: WholeAnswer,
  { after, how }: Breaking,
): Promise<void> {
  const bytes = after === "headers" ? 0 : after === "one byte" ? 1 : body.length >> 1;
  // Of a file, the length is told.
  const length = kind === "download" ? { "content-length": String(body.length) } : {};
  response.writeHead(status, { ...headers, ...length }).flushHeaders();
  if (bytes > 0) response.write(body.subarray(0, bytes));
  if (how === "stall") return;
  await delay(ON_THE_WAY);
  if (how === "end") response.end();
  else if (how === "cut") request.socket.destroySoon();
  else request.socket.resetAndDestroy();
}

/** Of a long answer, so many bytes come alone: on a busy machine each takes its time. */
const MOST_DRIPS = 250;

async function inPieces({ response }: Exchange, { status, headers, body }: WholeAnswer, how: "drip" | "split" | "late"): Promise<void> {
  if (how === "late") await delay(300);
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  if (how === "late") {
    response.end(body);
    return;
  }
  const alone = how === "drip" ? Math.min(body.length, MOST_DRIPS) : 0;
  for (let index = 0; index < alone; index++) {
    response.write(body.subarray(index, index + 1));
    await delay(0);
  }
  const middle = (alone + body.length) >> 1;
  response.write(body.subarray(alone, middle));
  await delay(ON_THE_WAY);
  response.end(body.subarray(middle));
}
