import type { Logger } from "@gradio-ts/client";
import { unref } from "../endpoint/unref.js";

/** The last two keep proxies from holding messages back, which they may do with Gradio's (protocol.md §18). */
const HEADERS = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache", "x-accel-buffering": "no" };

/** Where an event stream's text comes from. */
export interface EventSource {
  /** The next piece, asked for when the client has taken the one before; `undefined` at the end. */
  next(): Promise<string | undefined>;
  /** The client has gone. */
  drop(): void;
}

/** Bytes handed over at once: a long message that is taken slowly is still being taken. */
const PIECE = 64 * 1024;
/** How long a client may leave such a piece where it is, in ms: what is done for it meanwhile takes the places of others. */
const PATIENCE = 60_000;

/**
 * An answer whose body is written as the client takes it. It is dropped when the body is cancelled, when the request is aborted, or when the
 * client takes nothing any more, which the logger is told.
 */
export function eventStream(request: Request, source: EventSource, logger: Logger): Response {
  const encoder = new TextEncoder();
  let unsent = new Uint8Array();
  let stuck: ReturnType<typeof setTimeout> | undefined;
  let dropped = false;
  const drop = () => {
    clearTimeout(stuck);
    if (dropped) return;
    dropped = true;
    source.drop();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = () => {
          if (dropped) return;
          drop();
          controller.close();
        };
        if (request.signal.aborted) abort();
        else request.signal.addEventListener("abort", abort, { once: true });
      },
      async pull(controller) {
        clearTimeout(stuck);
        if (unsent.length === 0) {
          const text = await source.next();
          if (dropped) return;
          if (text === undefined) {
            dropped = true;
            controller.close();
            return;
          }
          unsent = encoder.encode(text);
        }
        controller.enqueue(unsent.subarray(0, PIECE));
        unsent = unsent.subarray(PIECE);
        stuck = setTimeout(() => {
          logger.warn("a client has stopped reading its event stream", { url: request.url });
          drop();
          controller.error(new Error(`Nothing of this stream was read for ${PATIENCE / 1_000} s.`));
        }, PATIENCE);
        unref(stuck);
      },
      cancel: drop,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}
