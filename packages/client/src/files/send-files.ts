import { CancelledError, ClientClosedError, GradioError, TimeoutError, UploadError } from "../errors.js";
import { type Answer, answerError } from "../http/answer-error.js";
import { startTimer } from "../http/delay.js";
import type { HeaderChanges } from "../http/headers.js";
import { onAbort } from "../http/on-abort.js";
import type { Http } from "../http/request.js";
import type { RequestOptions } from "../http/request-options.js";
import type { UploadProgress } from "./file-types.js";
import { FIELD, multipart } from "./multipart.js";
import { type OpenFile, unreadable } from "./open-file.js";

/** What an app says of its uploads. */
export interface UploadTarget {
  /** What stands before its routes. */
  readonly prefix: string;
  /** Bytes of one file at most; `null`: no limit. */
  readonly maxFileSize: number | null;
}

export interface UploadContext {
  readonly headers?: HeaderChanges | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Told of bytes as the connection takes them, now and then; that a file has arrived whole, once the server says so. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** A file that has been uploaded. */
export interface Received {
  /** Where the server keeps it. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

/** Milliseconds between two words on the progress of an upload. */
const PROGRESS_INTERVAL = 100;

/** Where a body can be a stream of our own: not in browsers, which send those over HTTP/2 only, if at all. */
function streamsBodies(): boolean {
  const { process } = globalThis as { readonly process?: { readonly getBuiltinModule?: unknown } };
  return process?.getBuiltinModule !== undefined;
}

/**
 * Uploads files in one request, when a connection is free, which fails where no byte moves for the client's `silenceTimeout`.
 * @throws UploadError; CancelledError, TimeoutError, ClientClosedError as `signal` says.
 */
export async function sendFiles(
  http: Http,
  target: UploadTarget,
  files: readonly OpenFile[],
  context: UploadContext,
): Promise<readonly Received[]> {
  const endTurn = await http.uploads.take(context.signal);
  const upload = new Upload(http, target, files, context);
  try {
    return await upload.send();
  } finally {
    upload.end();
    endTurn();
  }
}

class Upload {
  readonly #http: Http;
  readonly #target: UploadTarget;
  readonly #files: readonly OpenFile[];
  readonly #context: UploadContext;
  readonly #controller = new AbortController();
  readonly #forgetSignal: () => void;
  #stopTimer = (): void => {};
  #lastTold = 0;
  readonly #sizes = new Map<OpenFile, number>();

  constructor(http: Http, target: UploadTarget, files: readonly OpenFile[], context: UploadContext) {
    this.#http = http;
    this.#target = target;
    this.#files = files;
    this.#context = context;
    const { signal } = context;
    this.#forgetSignal = onAbort(signal, () => this.#controller.abort(signal?.reason));
  }

  async send(): Promise<readonly Received[]> {
    const files = this.#files;
    try {
      const { signal } = this.#controller;
      const options: RequestOptions = {
        ...(streamsBodies() ? { stream: () => this.#stream() } : { form: await this.#form() }),
        headers: this.#context.headers,
        signal,
        timeout: Number.POSITIVE_INFINITY,
        repeat: files.some(({ once }) => once) ? "never" : "safe",
      };
      const answer = await this.#http.answer(`${this.#target.prefix}upload`, options);
      const { status, url, body } = answer;
      if (status >= 300) throw this.#refused(answer);
      if (!isPaths(body) || body.length !== files.length)
        throw this.#failed("the server's answer does not say where it keeps them", { status, url, body });
      const received = files.map((file, index) => ({ path: body[index] as string, size: this.#sizes.get(file) ?? file.size ?? 0 }));
      for (const [index, { name, size }] of files.entries()) this.#tell(name, received[index]?.size ?? 0, size);
      return received;
    } catch (error) {
      if (isTheCallers(error)) throw error;
      const { message, status } = error as GradioError;
      throw this.#failed(message, { cause: error, status: error instanceof GradioError ? status : undefined });
    }
  }

  /** Lets go of what a failure left open. */
  end(): void {
    this.#stopTimer();
    this.#forgetSignal();
    if (!this.#controller.signal.aborted) this.#controller.abort(ENDED);
  }

  #stream() {
    this.#moved();
    return multipart(this.#files.map((file) => ({ ...file, chunks: () => this.#chunks(file) })));
  }

  /** The bytes of one file, counted as the connection takes them. */
  async *#chunks(file: OpenFile): AsyncGenerator<Uint8Array> {
    const { name, size } = file;
    const { signal } = this.#controller;
    let loaded = 0;
    try {
      const reader = (await file.stream(signal)).getReader();
      const forget = onAbort(signal, () => void reader.cancel(signal.reason).catch(() => {}));
      try {
        for (;;) {
          const { done, value } = await reader.read();
          if (done) break;
          if (!(value instanceof Uint8Array)) throw new Error(`it gave a ${typeof value} where bytes are due`);
          checkSize(name, loaded + value.length, this.#target);
          yield value;
          loaded += value.length;
          this.#moved();
          if (loaded !== size) this.#tellNowAndThen(name, loaded, size);
        }
      } finally {
        forget();
        reader.cancel().catch(() => {});
      }
      if (size !== null && loaded !== size) throw new Error(`${loaded} of ${size} bytes came`);
      this.#sizes.set(file, loaded);
    } catch (error) {
      // What a body fails with does not come back from every `fetch`.
      this.#controller.abort(unreadable(name, error));
      throw error;
    }
  }

  async #form(): Promise<FormData> {
    const form = new FormData();
    for (const file of this.#files) {
      const blob = await file.blob(this.#controller.signal);
      checkSize(file.name, blob.size, this.#target);
      form.append(FIELD, blob, file.name);
      this.#sizes.set(file, blob.size);
    }
    return form;
  }

  /** A byte has moved: silence begins anew. */
  #moved(): void {
    this.#stopTimer();
    const { silenceTimeout } = this.#http;
    this.#stopTimer = startTimer(() => this.#controller.abort(this.#failed(`no byte moved for ${silenceTimeout} ms`, {})), silenceTimeout);
  }

  #tellNowAndThen(name: string, loaded: number, total: number | null): void {
    const now = performance.now();
    if (now - this.#lastTold < PROGRESS_INTERVAL) return;
    this.#lastTold = now;
    this.#tell(name, loaded, total);
  }

  #tell(name: string, loaded: number, total: number | null): void {
    this.#context.onProgress?.({ name, loaded, total });
  }

  #refused(answer: Answer): UploadError {
    const { status, url, body } = answer;
    const hint = status === 413 ? "it is larger than the server takes. " : "";
    return this.#failed(`${hint}${answerError(answer).message}`, { status, url, body });
  }

  #failed(reason: string, evidence: ConstructorParameters<typeof UploadError>[2]): UploadError {
    const names = this.#files.map(({ name }) => name);
    const [first = ""] = names;
    const what = names.length > 1 ? `${names.length} files (${JSON.stringify(first)} …)` : JSON.stringify(first);
    return new UploadError(`The upload of ${what} failed: ${reason}${/[.?!]$/.test(reason) ? "" : "."}`, names.join(", "), evidence);
  }
}

/** Never seen: whoever could is told of the ending otherwise. */
const ENDED = new CancelledError("The upload has ended.");

/** @throws UploadError for a file larger than the app takes (protocol.md §7.1). */
export function checkSize(name: string, size: number, { maxFileSize }: UploadTarget): void {
  if (maxFileSize === null || size <= maxFileSize) return;
  throw new UploadError(`${JSON.stringify(name)} has ${size} bytes or more; the app takes at most ${maxFileSize}.`, name);
}

function isPaths(body: unknown): body is readonly string[] {
  return Array.isArray(body) && body.every((path) => typeof path === "string");
}

function isTheCallers(error: unknown): boolean {
  return (
    error instanceof UploadError || error instanceof CancelledError || error instanceof TimeoutError || error instanceof ClientClosedError
  );
}
