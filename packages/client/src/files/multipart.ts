import type { BodyStream } from "../http/body-stream.js";
import { streamOf } from "./stream-of.js";

/** One file of a form. */
export interface Part {
  readonly name: string;
  readonly type: string;
  /** Bytes; `null`: not known yet. */
  readonly size: number | null;
  /** Its bytes, at most one at a time of all parts. */
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** The field of a form that Gradio takes files from (protocol.md §7.1). */
export const FIELD = "files";

/** Files as `multipart/form-data`, encoded while it is read; runtimes do it for Blobs only. */
export function multipart(parts: readonly Part[]): BodyStream {
  const boundary = `gradio-ts-${crypto.randomUUID()}`;
  const heads = parts.map((part) => encode(`--${boundary}\r\n${headOf(part)}\r\n\r\n`));
  const end = encode(`--${boundary}--\r\n`);
  const overhead = heads.reduce((sum, head) => sum + head.length + LINE_END.length, end.length);
  const length = parts.reduce<number | undefined>(
    (sum, { size }) => (sum === undefined || size === null ? undefined : sum + size),
    overhead,
  );
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (const [index, part] of parts.entries()) {
      yield heads[index] as Uint8Array;
      yield* part.chunks();
      yield LINE_END;
    }
    yield end;
  }
  return { stream: streamOf(bytes()), type: `multipart/form-data; boundary=${boundary}`, length };
}

const encode = (text: string) => new TextEncoder().encode(text);
const LINE_END = encode("\r\n");

/** Names are escaped as browsers do it; any other letter goes as it is, in UTF-8. */
function headOf({ name, type }: Part): string {
  const escaped = name.replace(/[\r\n"]/g, encodeURIComponent);
  const known = /^[\x20-\x7e]+$/.test(type) ? type : "application/octet-stream";
  return `Content-Disposition: form-data; name="${FIELD}"; filename="${escaped}"\r\nContent-Type: ${known}`;
}
