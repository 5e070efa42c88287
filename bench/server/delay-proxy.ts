/**
 * Passes requests on to another server, each after a delay: `delay-proxy.js <origin> <milliseconds>`. What comes back is passed on at once.
 * Counts them, and tells the parent on demand; a process of its own (see `start-process.ts`).
 */
import { Agent, createServer, request as forward } from "node:http";
import { announce } from "./announce.js";
import type { Counts } from "./counts.js";

const [target = "", milliseconds] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true });
let counts: Counts = { discovery: 0, calls: 0 };

const server = createServer((request, response) => {
  const path = request.url ?? "/";
  if (/\/(queue|run|call|cancel|heartbeat|reset)\b/.test(path)) counts = { ...counts, calls: counts.calls + 1 };
  else counts = { ...counts, discovery: counts.discovery + 1 };
  setTimeout(() => {
    // The host stays: it is the address that Gradio tells clients (protocol.md §1.1).
    const { method, headers } = request;
    const upstream = forward(new URL(path, target), { agent, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      response.flushHeaders();
      answer.on("error", () => response.destroy());
      answer.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    response.on("close", () => {
      if (!response.writableEnded) upstream.destroy();
    });
    request.pipe(upstream);
  }, Number(milliseconds));
});
process.on("message", () => {
  process.send?.({ counts });
  counts = { discovery: 0, calls: 0 };
});
announce(server);
