import type { FetchResponse } from "./fetch-types.js";

/** What a body says, unless it has more than `most` bytes, unpacked: then its beginning. The rest is let go of, however long it would be. */
export async function readText(response: FetchResponse, most: number): Promise<{ readonly text: string; readonly whole: boolean }> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let left = most;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
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
