/** A file with more bytes than the app takes. */
export class FileTooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`File size exceeded maximum allowed size of ${maxBytes} bytes.`);
    this.name = "FileTooLargeError";
  }
}

/** Passes bytes on and tells of each chunk; fails when there are too many. */
export function countBytes(
  content: ReadableStream<Uint8Array>,
  maxBytes: number,
  onChunk: (bytes: number) => void = () => {},
): ReadableStream<Uint8Array> {
  let size = 0;
  return content.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength;
        if (size > maxBytes) throw new FileTooLargeError(maxBytes);
        onChunk(chunk.byteLength);
        controller.enqueue(chunk);
      },
    }),
  );
}
