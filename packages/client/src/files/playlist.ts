import { delay } from "../http/delay.js";
import type { Http } from "../http/request.js";

/** Milliseconds after which a playlist that is not complete is read again. */
const INTERVAL = 500;

/**
 * The segments of an HLS playlist, one after another, until the server says that there will be no more. Those of Gradio, packed audio and
 * transport streams, make one file when put together so.
 */
export async function* playlistBytes(http: Http, url: string, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let taken = 0; ; ) {
    const playlist = await (await http.download(url, { signal })).text();
    const segments = playlist.split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
    for (const segment of segments.slice(taken)) {
      const response = await http.download(new URL(segment, url).href, { signal });
      yield new Uint8Array(await response.arrayBuffer());
    }
    taken = segments.length;
    if (/^#EXT-X-ENDLIST/m.test(playlist)) return;
    await delay(INTERVAL, signal);
  }
}
