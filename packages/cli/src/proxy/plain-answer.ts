import type { OutgoingHttpHeaders, ServerResponse } from "node:http";

/** What the proxy answers itself. */
export interface PlainAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  readonly headers?: OutgoingHttpHeaders;
}

export function jsonAnswer(status: number, body: object): PlainAnswer {
  return { status, type: "application/json", body: JSON.stringify(body) };
}

export function sendAnswer(response: ServerResponse, { status, type, body, headers = {} }: PlainAnswer): void {
  const own = { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store", "x-content-type-options": "nosniff" };
  response.writeHead(status, { ...own, ...headers }).end(body);
}
