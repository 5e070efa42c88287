import { once } from "node:events";
import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

export interface ReverseProxy {
  /** Where the app is reached through it. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Serve an app under a path that the app does not know of, as nginx does with `proxy_pass …/;`.
 * @param headers Replace those of each request.
 */
export async function startReverseProxy(target: string, path: string, headers: Record<string, string> = {}): Promise<ReverseProxy> {
  const server = createServer((incoming, answer) => {
    if (!incoming.url?.startsWith(`${path}/`)) {
      answer.writeHead(404).end();
      return;
    }
    const outgoing = forward(incoming);
    outgoing.once("response", (response) => {
      answer.writeHead(response.statusCode ?? 502, response.rawHeaders);
      response.pipe(answer);
      response.once("error", () => answer.destroy());
    });
    outgoing.once("error", () => answer.destroy());
    // A reader that leaves is to be seen leaving behind the proxy as well.
    answer.once("close", () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
  server.on("upgrade", (incoming: IncomingMessage, socket: Duplex) => {
    const outgoing = forward(incoming);
    outgoing.once("upgrade", (response, upstream, first) => {
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${headerLines(response.rawHeaders)}\r\n`);
      socket.write(first);
      upstream.pipe(socket).once("error", () => upstream.destroy());
      socket.pipe(upstream).once("error", () => socket.destroy());
    });
    outgoing.once("error", () => socket.destroy());
    outgoing.end();
  });
  const forward = ({ url = "", method, headers: given }: IncomingMessage) =>
    request(new URL(url.slice(path.length + 1), target), { method, headers: { ...given, ...headers }, agent: false });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}/`,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

function headerLines(raw: readonly string[]): string {
  return raw.map((text, i) => (i % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join("");
}
