import type { FetchResponse } from "./fetch-types.js";
import { onAbort } from "./on-abort.js";

/** A body, or the beginning of one. */
interface ReadText {
  readonly text: string;
  readonly whole: boolean;
}

/**
 * What a body says, unless it has more than `most` bytes, unpacked: then its beginning. The rest is let go of, however long it would be.
 * The signal ends it: Node's `fetch` forgets that of an upload as soon as memory is cleaned up.
 */
export async function readText(response: FetchResponse, most: number, signal?: AbortSignal): Promise<ReadText> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const forget = onAbort(signal, () => void reader?.cancel(signal?.reason).catch(() => {}));
  try {
    return await read(reader, most, signal);
  } finally {
    forget();
  }
}

async function read(reader: ReadableStreamDefaultReader<Uint8Array> | undefined, most: number, signal?: AbortSignal): Promise<ReadText> {
  const decoder = new TextDecoder();
  let text = "";
  let left = most;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    signal?.throwIfAborted();
    if (done) break;
    left -= value.length;
    if (left < 0) {
      reader.cancel().catch(() => {});
      return { text: text + decoder.decode(value.subarray(0, left)), whole: false };
    }
    text += decoder.decode(value, { stream: true });
  }
  return { text: text + decoder.decode(), whole: true };
}
