import type { FileData } from "@gradio-ts/wire";
import { CancelledError, DownloadError, GradioError } from "../errors.js";
import type { FetchResponse } from "../http/fetch-types.js";
import type { Http } from "../http/request.js";
import type { OutputFile, ReadOptions } from "./file-types.js";
import { saveStream } from "./save-stream.js";

const BRAND = Symbol.for("gradio-ts.OutputFile");

/** Whether a value is an {@link OutputFile}: for outputs nobody has described. */
export function isOutputFile(value: unknown): value is OutputFile {
  return typeof value === "object" && value !== null && BRAND in value;
}

/** A file object of the wire, as the caller reads it. */
export class AppFile implements OutputFile {
  readonly path: string;
  readonly url: string;
  readonly name: string;
  readonly size: number | null;
  readonly mimeType: string | null;
  readonly isStream: boolean;
  readonly #http: Http;
  readonly #data: FileData;

  /** @param prefix What stands before the app's routes. */
  constructor(http: Http, prefix: string, data: FileData) {
    this.#http = http;
    this.#data = data;
    this.path = data.path;
    this.url = fileUrl(http.base, prefix, data);
    this.name = safeName(data.orig_name ?? data.path);
    this.size = data.size ?? null;
    this.mimeType = data.mime_type ?? null;
    this.isStream = data.is_stream === true;
    Object.freeze(this);
  }

  get [BRAND](): true {
    return true;
  }

  async blob(options?: ReadOptions): Promise<Blob> {
    return new Blob([(await this.bytes(options)) as Uint8Array<ArrayBuffer>], { type: this.mimeType ?? "" });
  }

  async bytes(options?: ReadOptions): Promise<Uint8Array> {
    const stream = await this.stream(options);
    try {
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch (error) {
      throw downloadError(this, error);
    }
  }

  async text(options?: ReadOptions): Promise<string> {
    return new TextDecoder().decode(await this.bytes(options));
  }

  async stream(options: ReadOptions = {}): Promise<ReadableStream<Uint8Array>> {
    try {
      const response = await this.#http.download(this.url, { signal: options.signal });
      return limited(response, options.maxBytes, this);
    } catch (error) {
      throw downloadError(this, error);
    }
  }

  async save(target?: string | URL, options?: ReadOptions): Promise<string> {
    const stream = await this.stream(options);
    try {
      return await saveStream(stream, target, this.name);
    } catch (error) {
      throw downloadError(this, error);
    }
  }

  toJSON(): FileData {
    return this.#data;
  }
}

/** Built from the path on the URL the caller gave: right on every version and behind every proxy (protocol.md §7.3). */
function fileUrl(base: URL, prefix: string, { path, url }: FileData): string {
  if (/^(https?|data):/i.test(path)) return path;
  if (/^data:/i.test(url ?? "")) return url as string;
  return new URL(`${prefix}file=${path.split("/").map(encodeURIComponent).join("/")}`, base).href;
}

const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name any disk takes: no separators, no control characters, none of Windows' reserved names. */
export function safeName(path: string): string {
  const last = path.split(/[/\\]/).at(-1) ?? "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const clean = last.replace(/[<>:"|?*\u0000-\u001f]/g, "_").replace(/[. ]+$/, "");
  if (clean === "") return "file";
  return RESERVED.test(clean) ? `_${clean}` : clean;
}

function limited(response: FetchResponse, maxBytes: number | undefined, file: AppFile): ReadableStream<Uint8Array> {
  const body = (response.body ?? new Blob([]).stream()) as ReadableStream<Uint8Array>;
  const encoded = response.headers.get("content-encoding") !== null;
  const length = response.headers.get("content-length");
  const expected = encoded || length === null ? undefined : Number(length);
  let read = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read += chunk.length;
        if (maxBytes !== undefined && read > maxBytes)
          throw new DownloadError(`${JSON.stringify(file.name)} has more than ${maxBytes} bytes.`, { url: file.url });
        controller.enqueue(chunk);
      },
      flush() {
        if (expected !== undefined && read !== expected)
          throw new DownloadError(`${JSON.stringify(file.name)} broke off: ${read} of ${expected} bytes came.`, { url: file.url });
      },
    }),
  );
}

function downloadError(file: AppFile, error: unknown): GradioError {
  if (error instanceof DownloadError || error instanceof CancelledError) return error;
  const status = error instanceof GradioError ? error.status : undefined;
  return new DownloadError(`${JSON.stringify(file.name)} could not be fetched: ${(error as Error).message}`, {
    url: file.url,
    status,
    cause: error,
  });
}
