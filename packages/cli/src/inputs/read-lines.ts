export interface Line {
  /** Without its end. */
  readonly bytes: Buffer;
  /** `false` for the last one of a text that does not end in a newline. */
  readonly ended: boolean;
}

const NEWLINE = 10;

/**
 * The lines of a text, as they come in. It is split as bytes, so that nothing but a newline ends a line (JSON may hold U+2028 as it is), and each
 * byte is copied once, however long the line.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      yield { bytes: Buffer.concat([...parts, chunk.subarray(from, at)]), ended: true };
      parts = [];
      from = at + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  }
  if (parts.length > 0) yield { bytes: Buffer.concat(parts), ended: false };
}
