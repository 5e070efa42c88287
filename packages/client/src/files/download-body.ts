import { DownloadError } from "../errors.js";
import { startTimer } from "../http/delay.js";
import type { FetchResponse } from "../http/fetch-types.js";
import { onAbort } from "../http/on-abort.js";

export interface DownloadWatch {
  /** What is fetched, as messages name it. */
  readonly name: string;
  readonly url: string;
  readonly maxBytes: number | undefined;
  /** Milliseconds without a byte after which the download has failed. */
  readonly silenceTimeout: number;
  /** Aborts with the error to fail with. */
  readonly signal: AbortSignal;
  /** Makes the error of a failure of the network. */
  readonly failed: (failure: unknown) => Error;
  /** The body was read, failed, or is of no interest any more. */
  readonly onEnd: () => void;
}

/** The body of an answer, read as fast as it is asked for, that fails where it is too long, too short, silent, or aborted. */
export function downloadBody(response: FetchResponse, watch: DownloadWatch): ReadableStream<Uint8Array> {
  const { name, url, maxBytes, silenceTimeout, signal, failed, onEnd } = watch;
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const encoded = response.headers.get("content-encoding") !== null;
  const length = response.headers.get("content-length");
  const expected = encoded || length === null ? undefined : Number(length);
  let read = 0;

  const next = () =>
    new Promise<Uint8Array | undefined>((resolve, reject) => {
      const silent = `${JSON.stringify(name)} broke off: no byte came for ${silenceTimeout} ms.`;
      const stopTimer = startTimer(() => reject(new DownloadError(silent, { url })), silenceTimeout);
      const forget = onAbort(signal, () => reject(signal.reason));
      const chunk = reader?.read() ?? Promise.resolve({ done: true, value: undefined });
      chunk
        .then(({ done, value }) => resolve(done ? undefined : value), reject)
        .finally(stopTimer)
        .finally(forget);
    });

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const chunk = await next();
          read += chunk?.length ?? 0;
          if (maxBytes !== undefined && read > maxBytes)
            throw new DownloadError(`${JSON.stringify(name)} has more than ${maxBytes} bytes.`, { url });
          if (chunk !== undefined) return controller.enqueue(chunk);
          if (expected !== undefined && read !== expected)
            throw new DownloadError(`${JSON.stringify(name)} broke off: ${read} of ${expected} bytes came.`, { url });
          onEnd();
          controller.close();
        } catch (failure) {
          onEnd();
          reader?.cancel(failure).catch(() => {});
          throw failed(failure);
        }
      },
      async cancel(reason) {
        onEnd();
        await reader?.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
