/** A body that is read while it is sent. */
export interface BodyStream {
  readonly stream: ReadableStream<Uint8Array>;
  /** Its `content-type`. */
  readonly type: string;
  /** Bytes; `undefined`: not known yet. */
  readonly length: number | undefined;
}
