import { once } from "node:events";
import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that passes requests on, and cuts connections. */
export interface CuttingProxy {
  readonly url: string;
  close(): void;
}

/**
 * Passes what is asked below `/{any}/{name}/` on to `target`. The first event stream under each name is cut at its first byte, which gets lost:
 * the server has taken the call, and the client hears nothing of it.
 */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const cut = new Set<string>();
  const server = createServer((request, response) => {
    const [, name = "", path = ""] = /^\/([^/]+\/[^/]+)\/(.*)$/.exec(request.url ?? "") ?? [];
    const { method, headers } = request;
    const upstream = forward(new URL(path, target), { method, headers }, (answer) => {
      const first = /\/queue\/data\b/.test(request.url ?? "") && method === "GET" && !cut.has(name);
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      if (first) cut.add(name);
      if (first) answer.once("data", () => response.destroy());
      else answer.pipe(response);
      answer.on("error", () => response.destroy());
    });
    upstream.on("error", () => response.destroy());
    response.on("close", () => upstream.destroy());
    request.pipe(upstream);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
