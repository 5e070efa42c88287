import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { RequestAct } from "../cases/request-faults.js";
import { answerHeaders } from "./answer-headers.js";

/** Answers the handshake of a WebSocket as its fault wants it. */
export function refuseHandshake(act: RequestAct, socket: Duplex, elsewhere: string): void {
  const say = (status: number, headers: Readonly<Record<string, string>>, body = "") => {
    const all = { ...headers, "content-length": String(Buffer.byteLength(body)), connection: "close" };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 ${status} Refused\r\n${lines.join("")}\r\n${body}`);
  };
  if (act.type === "reset") (socket as Socket).resetAndDestroy();
  else if (act.type === "answer") say(act.status, answerHeaders(act), act.body);
  else if (act.type === "redirect") say(act.status, { location: act.to === "same origin" ? "/moved" : `${elsewhere}/queue/join` });
}
