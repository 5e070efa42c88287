import type { ServerResponse } from "node:http";
import type { Sink, Style } from "./line.js";
import { slowWriter } from "./write-slowly.js";

/** Server-sent events, as Gradio writes them (protocol.md §3.4). */
export function eventStreamSink(response: ServerResponse): Sink {
  const slow = slowWriter((bytes) => void response.write(bytes));
  return {
    send(message: string, style: Style) {
      const newline = style === "lines end with CRLF" ? "\r\n" : "\n";
      slow.write(Buffer.from(`data: ${message}${newline}${newline}`), style);
    },
    raw: (text) => slow.write(Buffer.from(text), "whole"),
    end: () => slow.afterwards(() => void response.end()),
    cut: () => slow.afterwards(() => void response.socket?.destroySoon()),
    reset: () => slow.afterwards(() => void response.socket?.resetAndDestroy()),
  };
}
