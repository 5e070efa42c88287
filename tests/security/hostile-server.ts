import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CONFIG, INFO } from "../together/scripted-server.js";

export type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A server on a real socket that says the least a client must hear, and otherwise what a test wants. @param routes By path, without query. */
export async function startHostile(routes: Readonly<Record<string, Answer>>) {
  const all: Readonly<Record<string, Answer>> = {
    "/config": json(CONFIG),
    "/gradio_api/info": json(INFO),
    "/gradio_api/queue/join": json({ event_id: "e1" }),
    "/gradio_api/queue/data": (response) => void response.writeHead(200, { "content-type": "text/event-stream" }).flushHeaders(),
    ...routes,
  };
  const server = createServer((request, response) => {
    request.resume();
    const [path = ""] = (request.url ?? "").split("?");
    const answer = all[path];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response, request);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function json(value: unknown): Answer {
  return (response) => void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
}

/** As much as is read, without end. */
export function endless(status = 200, headers: Readonly<Record<string, string>> = { "content-type": "application/json" }): Answer {
  const piece = Buffer.alloc(1 << 18, "[");
  return (response) => {
    response.writeHead(status, headers);
    const write = () => {
      while (!response.destroyed && response.write(piece));
    };
    response.on("drain", write).on("error", () => {});
    write();
  };
}
