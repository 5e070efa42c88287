/** The last two keep proxies from holding messages back, which they may do with Gradio's (protocol.md §18). */
const HEADERS = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache", "x-accel-buffering": "no" };

/** Where an event stream's text comes from. */
export interface EventSource {
  /** The next piece, asked for when the client has taken the one before; `undefined` at the end. */
  next(): Promise<string | undefined>;
  /** The client has gone. */
  drop(): void;
}

/** An answer whose body is written as the client takes it. It is dropped when the body is cancelled, or when the request is aborted. */
export function eventStream(request: Request, source: EventSource): Response {
  const encoder = new TextEncoder();
  let dropped = false;
  const drop = () => {
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
        const text = await source.next();
        if (dropped) return;
        if (text !== undefined) controller.enqueue(encoder.encode(text));
        else {
          dropped = true;
          controller.close();
        }
      },
      cancel: drop,
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: HEADERS });
}
