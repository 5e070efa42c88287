import { ProtocolError } from "../errors.js";
import { delay } from "../http/delay.js";
import { readText } from "../http/read-text.js";
import type { Http } from "../http/request.js";

/** Milliseconds after which a playlist that is not complete is read again. */
const INTERVAL = 500;

/** Bytes of a playlist: those of a day of segments. */
const MOST_BYTES = 4 << 20;

/**
 * The segments of an HLS playlist, one after another, until the server says that there will be no more. Those of Gradio, packed audio and
 * transport streams, make one file when put together so.
 */
export async function* playlistBytes(http: Http, url: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let taken = 0; ; ) {
    const playlist = await readText(await http.download(url, { signal }), MOST_BYTES);
    if (!playlist.whole) throw new ProtocolError(`The playlist has more than ${MOST_BYTES >> 20} MB.`, { url });
    const segments = playlist.text.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
    for (const segment of segments.slice(taken)) yield* segmentBytes(http, new URL(segment, url).href, signal);
    taken = segments.length;
    if (/^#EXT-X-ENDLIST/m.test(playlist.text)) return;
    await delay(INTERVAL, signal);
  }
}

/** As they come: a segment may be of any length. */
async function* segmentBytes(http: Http, url: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const { body } = await http.download(url, { signal });
  const reader = (body as ReadableStream<Uint8Array> | null)?.getReader();
  try {
    for (let next = await reader?.read(); next?.done === false; next = await reader?.read()) yield next.value;
  } finally {
    reader?.cancel().catch(() => {});
  }
}
