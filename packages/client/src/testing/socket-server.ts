import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo, Socket as Connection } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";

/** One socket as the server of a test has it. */
export interface ServedSocket {
  readonly socket: WebSocket;
  readonly request: IncomingMessage;
  /** What came, parsed. */
  readonly received: unknown[];
  /** Resolves with the next message. */
  next(): Promise<unknown>;
  say(message: object): void;
}

export interface SocketServer {
  readonly url: string;
  /** Bodies of plain requests, by path. */
  readonly posts: [path: string | undefined, body: unknown][];
  /** The next socket that is opened. */
  accepted(): Promise<ServedSocket>;
  close(): Promise<void>;
}

/**
 * For tests: a server of WebSockets whose words are the test's; plain requests it answers with `{}`.
 * @param refuse Answers a handshake otherwise: with this status, or with silence (0).
 * @param header One more line of that answer, e.g. `"retry-after: 2"`.
 */
export async function startSocketServer(refuse?: number, header?: string): Promise<SocketServer> {
  const posts: SocketServer["posts"] = [];
  const sockets = new WebSocketServer({ noServer: true });
  const waiting: ((served: ServedSocket) => void)[] = [];
  const arrived: ServedSocket[] = [];
  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    posts.push([request.url, text === "" ? undefined : JSON.parse(text)]);
    response.setHeader("content-type", "application/json").end("{}");
  });
  const connections = new Set<Connection>();
  server.on("connection", (connection) => void connections.add(connection));
  server.on("upgrade", (request, connection, head) => {
    if (refuse === 0) return;
    if (refuse !== undefined)
      return void connection.end(
        [`HTTP/1.1 ${refuse} No`, "content-length: 0", ...(header === undefined ? [] : [header]), "", ""].join("\r\n"),
      );
    sockets.handleUpgrade(request, connection, head, (socket) => {
      const served = serve(socket, request);
      const taker = waiting.shift();
      if (taker === undefined) arrived.push(served);
      else taker(served);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    posts,
    accepted: () => {
      const served = arrived.shift();
      return served === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(served);
    },
    async close() {
      for (const connection of connections) connection.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function serve(socket: WebSocket, request: IncomingMessage): ServedSocket {
  const received: unknown[] = [];
  const takers: ((message: unknown) => void)[] = [];
  let read = 0;
  socket.on("message", (data) => {
    received.push(JSON.parse(String(data)));
    if (takers.length > 0) takers.shift()?.(received[read++]);
  });
  return {
    socket,
    request,
    received,
    next: () => (read < received.length ? Promise.resolve(received[read++]) : new Promise((resolve) => takers.push(resolve))),
    say: (message) => socket.send(JSON.stringify(message)),
  };
}
