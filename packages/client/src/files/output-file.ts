import type { FileData } from "@gradio-ts/wire";
import { CancelledError, ConnectionError, DownloadError, GradioError } from "../errors.js";
import { asCancelled } from "../http/as-cancelled.js";
import type { FetchResponse } from "../http/fetch-types.js";
import { onAbort } from "../http/on-abort.js";
import type { Http } from "../http/request.js";
import { checkReadOptions } from "./check-read-options.js";
import { dataType, readDataUrl } from "./data-url.js";
import { downloadBody } from "./download-body.js";
import { extensionOf } from "./extension-of.js";
import type { OutputFile, ReadOptions } from "./file-types.js";
import { OUTPUT_FILE } from "./is-output-file.js";
import { isPlaylist } from "./is-playlist.js";
import { safeName } from "./safe-name.js";
import { streamOf } from "./stream-of.js";

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
    this.name = safeName(nameOf(data));
    this.size = typeof data.size === "number" ? data.size : null;
    this.mimeType = textIn(data.mime_type) ?? (dataType(this.url) || null);
    this.isStream = data.is_stream === true;
    Object.freeze(this);
  }

  get [OUTPUT_FILE](): string {
    return this.#http.base.href;
  }

  async blob(options?: ReadOptions): Promise<Blob> {
    return new Blob([(await this.bytes(options)) as Uint8Array<ArrayBuffer>], { type: this.mimeType ?? "" });
  }

  async bytes(options?: ReadOptions): Promise<Uint8Array> {
    return this.#whole(options, async (stream) => new Uint8Array(await new Response(stream).arrayBuffer()));
  }

  async text(options?: ReadOptions): Promise<string> {
    return new TextDecoder().decode(await this.bytes(options));
  }

  async stream(options: ReadOptions = {}): Promise<ReadableStream<Uint8Array>> {
    checkReadOptions(options);
    const { signal, maxBytes } = options;
    const { name, url } = this;
    const controller = new AbortController();
    const onEnd = onAbort(signal, () => controller.abort(asCancelled(signal?.reason)));
    const failed = (failure: unknown) => downloadError(this, failure);
    try {
      controller.signal.throwIfAborted();
      const response = await this.#open(controller.signal);
      const { silenceTimeout } = this.#http;
      return downloadBody(response, { name, url, maxBytes, silenceTimeout, signal: controller.signal, failed, onEnd });
    } catch (failure) {
      onEnd();
      throw failed(failure);
    }
  }

  async #open(signal: AbortSignal): Promise<FetchResponse> {
    const { url, isStream } = this;
    if (/^data:/i.test(url)) return new Response(readDataUrl(url));
    if (!isStream || !isPlaylist(url)) return this.#http.download(url, { signal });
    const { playlistBytes } = await import("./playlist.js");
    return new Response(streamOf(playlistBytes(this.#http, url, signal)));
  }

  async save(target?: string | URL, options?: ReadOptions): Promise<string> {
    return this.#whole(options, async (stream) => {
      try {
        const { saveStream } = await import("#file-system");
        return await saveStream(stream, target, this.name);
      } catch (error) {
        stream.cancel().catch(() => {});
        throw downloadError(this, error, "saved");
      }
    });
  }

  /** Reads all of it; again, where the network broke it off. Opening it is repeated by itself. */
  async #whole<T>(options: ReadOptions | undefined, read: (stream: ReadableStream<Uint8Array>) => Promise<T>): Promise<T> {
    const attempt = async () => {
      const stream = await this.stream(options);
      return read(stream).catch((error: unknown) => {
        throw brokeOff(error) ? new ConnectionError(error.message, { cause: error }) : error;
      });
    };
    return this.#http.rereading(this.url, { signal: options?.signal }, attempt).catch((error: unknown) => {
      throw error instanceof ConnectionError ? error.cause : error;
    });
  }

  toJSON(): FileData {
    return this.#data;
  }
}

/** Built from the path on the URL the caller gave: right on every version and behind every proxy (protocol.md §7.3). */
function fileUrl(base: URL, prefix: string, { path, url: told, is_stream: isStream }: FileData): string {
  if (/^(https?|data):/i.test(path)) return path;
  const url = textIn(told) ?? "";
  if (/^data:/i.test(url)) return url;
  const at = (route: string) => new URL(prefix + route, base).href;
  // Of an app that this one has loaded: it passes on what it fetches there, and nothing but that.
  const [proxied] = /\bproxy=https?:\/\/.*/is.exec(url) ?? [];
  if (proxied !== undefined && at(proxied).startsWith(at("proxy="))) return at(proxied);
  return at((isStream === true ? "stream/" : "file=") + encodedPath(path));
}

/** Slash by slash, but where `..` would lead out of the route: then the server is to see all of it. */
function encodedPath(path: string): string {
  return /(^|\/)\.\.?(\/|$)/.test(path) ? encodeURIComponent(path) : path.split("/").map(encodeURIComponent).join("/");
}

/** Of what a server says of a file only its path is known to be text. */
function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** A playlist's segments are another kind of file than the one that its name promises (protocol.md §7.6). */
function nameOf({ path, orig_name: told, is_stream: isStream }: FileData): string {
  const original = textIn(told);
  if (/^data:/i.test(original ?? path)) return `file${extensionOf(dataType(path))}`;
  // The last segment of a stream's path is the number of a component.
  const name = original ?? (isStream === true ? "stream" : path);
  if (isStream !== true || !isPlaylist(path)) return name;
  const video = /\.(mp4|m4v|mov|mkv|avi|webm|ogv|ts)$/i.test(name);
  return `${name.replace(/\.[^./]*$/, "")}.${video ? "ts" : "aac"}`;
}

function downloadError(file: AppFile, error: unknown, what: "fetched" | "saved" = "fetched"): GradioError {
  if (error instanceof DownloadError || error instanceof CancelledError) return error;
  const status = error instanceof GradioError ? error.status : undefined;
  return new DownloadError(`${JSON.stringify(file.name)} could not be ${what}: ${(error as Error).message}`, {
    url: /^data:/i.test(file.url) ? undefined : file.url,
    status,
    cause: error,
  });
}

/** Whether the network failed while the body came: all other causes are errors of ours, or none. */
function brokeOff(error: unknown): error is DownloadError {
  return error instanceof DownloadError && error.cause instanceof TypeError;
}
