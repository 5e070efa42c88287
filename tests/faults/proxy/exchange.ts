import { request as ask, type IncomingMessage, type ServerResponse } from "node:http";
import type { RequestKind } from "./request-kind.js";

/** A request at the proxy, with the answer it will get. */
export interface Exchange {
  readonly kind: RequestKind;
  readonly request: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
  /** Path and query, as the server knows them. */
  readonly path: string;
  readonly target: URL;
}

export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer;
}

/** Asks the server in the client's words, and gives its answer to be read. @param tied Whether it ends with the client's connection. */
export function forward({ request, response, body, path, target }: Exchange, tied = true): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = ask(new URL(path, target), { method: request.method, headers: request.headers, agent: false });
    outgoing.once("response", resolve).on("error", reject);
    if (tied) response.once("close", () => outgoing.destroy());
    outgoing.end(body);
  });
}

export async function wholeAnswer(answer: IncomingMessage): Promise<WholeAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !OF_THE_CONNECTION.has(name)));
  return { status: answer.statusCode ?? 502, headers: headers as WholeAnswer["headers"], body: Buffer.concat(chunks) };
}

/** What the proxy says itself, of its own connection. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);
