/** What a generator yields as a stream, made no faster than it is read. */
export function streamOf(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        // Not waited for: it ends when what it is at has ended.
        chunks.return(undefined).catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
}
