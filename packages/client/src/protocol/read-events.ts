import { createParser, type ParseError } from "eventsource-parser";
import { ProtocolError } from "../errors.js";
import { oneLine } from "../http/answer-error.js";
import type { FetchResponse } from "../http/fetch-types.js";
import { LONGEST_MESSAGE } from "../http/longest-message.js";

export interface EventReading {
  /** Ends the reading; the reason is thrown. */
  readonly signal: AbortSignal;
  readonly onData: (data: string) => void;
  /** Told of every sign of life. */
  readonly onBytes: () => void;
}

/**
 * Reads a stream of server-sent events to its end. The cost is linear in the bytes, however they are cut: the decoder keeps the rest
 * of a character, the parser the rest of a line.
 * @throws ProtocolError if the answer is no event stream; the network's own error when it breaks off.
 */
export async function readEvents(response: FetchResponse, { signal, onData, onBytes }: EventReading): Promise<void> {
  const type = response.headers.get("content-type") ?? "";
  if (/^(text\/html|application\/json)/i.test(type) || response.body === null) {
    const { status, url } = response;
    throw new ProtocolError(`An event stream was expected, and the answer is ${oneLine(type) || "empty"}.`, { status, url });
  }
  const onError = ({ type: what }: ParseError) => {
    if (what !== "max-buffer-size-exceeded") return;
    throw new ProtocolError(`A message of the event stream is longer than ${LONGEST_MESSAGE >> 20} MB, which is not read.`);
  };
  const parser = createParser({ onEvent: ({ data }) => onData(data), onError, maxBufferSize: LONGEST_MESSAGE });
  const decoder = new TextDecoder();
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  // A stream of a caller's `fetch` may not know the signal.
  const cancel = () => void reader.cancel(signal.reason).catch(() => {});
  signal.addEventListener("abort", cancel, { once: true });
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (signal.aborted) throw signal.reason;
      if (done) return;
      onBytes();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  } catch (error) {
    // What was delivered has been heard: the rest of the stream is of no use, whoever failed.
    cancel();
    throw error;
  } finally {
    signal.removeEventListener("abort", cancel);
  }
}

/** The message in an event's data. @throws ProtocolError if it is no JSON object. */
export function readMessage(data: string): Readonly<Record<string, unknown>> {
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message === "object" && message !== null && !Array.isArray(message)) return message as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new ProtocolError("A message of the event stream is not JSON.", { body: data, cause: error });
  }
  throw new ProtocolError("A message of the event stream is not an object.", { body: data });
}
