import type { WebSocket } from "ws";
import type { Sink, Style } from "./line.js";
import { slowWriter } from "./write-slowly.js";

/** A WebSocket: a message in pieces is one in fragments. */
export function socketSink(socket: WebSocket): Sink {
  const slow = slowWriter((bytes, last) => socket.send(bytes, { binary: false, fin: last }, () => {}));
  const connection = () => (socket as unknown as { readonly _socket?: import("node:net").Socket })._socket;
  return {
    send: (message: string, style: Style) => slow.write(Buffer.from(message), style),
    raw: (text) => slow.write(Buffer.from(text), "whole"),
    end: () => slow.afterwards(() => socket.close(1000)),
    cut: () => slow.afterwards(() => void connection()?.destroySoon()),
    reset: () => slow.afterwards(() => void connection()?.resetAndDestroy()),
  };
}
