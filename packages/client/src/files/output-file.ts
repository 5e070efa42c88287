import type { FileData } from "@gradio-ts/wire";
import { CancelledError, DownloadError, GradioError } from "../errors.js";
import { asCancelled } from "../http/as-cancelled.js";
import { onAbort } from "../http/on-abort.js";
import type { Http } from "../http/request.js";
import { readDataUrl } from "./data-url.js";
import { downloadBody } from "./download-body.js";
import type { OutputFile, ReadOptions } from "./file-types.js";
import { OUTPUT_FILE } from "./is-output-file.js";
import { saveStream } from "./save-stream.js";

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

  get [OUTPUT_FILE](): true {
    return true;
  }

  async blob(options?: ReadOptions): Promise<Blob> {
    return new Blob([(await this.bytes(options)) as Uint8Array<ArrayBuffer>], { type: this.mimeType ?? "" });
  }

  async bytes(options?: ReadOptions): Promise<Uint8Array> {
    return new Uint8Array(await new Response(await this.stream(options)).arrayBuffer());
  }

  async text(options?: ReadOptions): Promise<string> {
    return new TextDecoder().decode(await this.bytes(options));
  }

  async stream({ signal, maxBytes }: ReadOptions = {}): Promise<ReadableStream<Uint8Array>> {
    const { name, url } = this;
    const controller = new AbortController();
    const onEnd = onAbort(signal, () => controller.abort(asCancelled(signal?.reason)));
    const failed = (failure: unknown) => downloadError(this, failure);
    try {
      controller.signal.throwIfAborted();
      const response = /^data:/i.test(url) ? new Response(readDataUrl(url)) : await this.#http.download(url, { signal: controller.signal });
      const { silenceTimeout } = this.#http;
      return downloadBody(response, { name, url, maxBytes, silenceTimeout, signal: controller.signal, failed, onEnd });
    } catch (failure) {
      onEnd();
      throw failed(failure);
    }
  }

  async save(target?: string | URL, options?: ReadOptions): Promise<string> {
    const stream = await this.stream(options);
    try {
      return await saveStream(stream, target, this.name);
    } catch (error) {
      stream.cancel().catch(() => {});
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

function downloadError(file: AppFile, error: unknown): GradioError {
  if (error instanceof DownloadError || error instanceof CancelledError) return error;
  const status = error instanceof GradioError ? error.status : undefined;
  return new DownloadError(`${JSON.stringify(file.name)} could not be fetched: ${(error as Error).message}`, {
    url: /^data:/i.test(file.url) ? undefined : file.url,
    status,
    cause: error,
  });
}
