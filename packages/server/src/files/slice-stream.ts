/** Some bytes of a stream, which is opened when they are first asked for. @param end The byte after the last. */
export function sliceStream(open: () => Promise<ReadableStream<Uint8Array>>, start: number, end: number): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  let position = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        reader ??= (await open()).getReader();
        for (;;) {
          const { value } = position < end ? await reader.read() : { value: undefined };
          if (value === undefined) {
            await reader.cancel();
            controller.close();
            return;
          }
          const wanted = value.subarray(Math.max(0, start - position), Math.max(0, end - position));
          position += value.length;
          if (wanted.length === 0) continue;
          controller.enqueue(wanted);
          return;
        }
      },
      cancel: async (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
