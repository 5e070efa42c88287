import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface Answering {
  readonly url: string;
  close(): void;
}

/** A server whose every answer the test writes. */
export function answering(answer: Answer): Promise<Answering> {
  const server = createServer(answer);
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () =>
      resolve({
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      }),
    ),
  );
}

/** Passes everything on to the app at `url` but the requests to one path, which get this answer. */
export function except(url: string, path: RegExp, answer: Answer): Answer {
  return async (request, response) => {
    if (path.test(request.url ?? "")) return answer(request, response);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "GET", headers } = request;
    const body = chunks.length > 0 ? Buffer.concat(chunks) : undefined;
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const told = { "content-type": headers["content-type"] ?? "application/json" };
    try {
      const answered = await fetch(new URL(request.url ?? "", url), { method, headers: told, ...(body && { body }), signal: gone.signal });
      response.writeHead(answered.status, { "content-type": answered.headers.get("content-type") ?? "" });
      for await (const chunk of answered.body ?? []) response.write(chunk);
      response.end();
    } catch {
      response.destroy();
    }
  };
}
