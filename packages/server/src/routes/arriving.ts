import { inTime } from "../endpoint/in-time.js";
import { Refusal } from "./refusal.js";

/** What a body has to bring in which time: a line that slow is dead, or holds the connection on purpose. */
const LEAST_BYTES = 1_000;
const PATIENCE = 60_000;

/** A body however long it takes, as long as it goes on coming. @throws Refusal, on its way, of one that has stopped */
export function arriving(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let waited = 0;
  let bytes = 0;
  return new ReadableStream<Uint8Array>(
    {
      // Only the time that the sender lets us wait counts, not what is done with the bytes between.
      async pull(controller) {
        const asked = performance.now();
        const { done, value } = await arrived(reader.read(), PATIENCE - waited);
        if (done) {
          controller.close();
          return;
        }
        waited += performance.now() - asked;
        bytes += value.byteLength;
        if (bytes >= LEAST_BYTES) waited = bytes = 0;
        controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** What is small enough to be read at once. @throws Refusal if it does not come */
export function arrived<T>(reading: Promise<T>, ms = PATIENCE): Promise<T> {
  return inTime(
    reading,
    ms,
    () => new Refusal(408, `The request body has stopped coming: ${LEAST_BYTES} bytes took longer than ${PATIENCE / 1_000} s.`),
  );
}
