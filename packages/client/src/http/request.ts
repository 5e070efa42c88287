import { AuthenticationError, ConnectionError, ProtocolError, TimeoutError } from "../errors.js";
import { type Answer, answerError } from "./answer-error.js";
import { asCancelled } from "./as-cancelled.js";
import { delay, startTimer } from "./delay.js";
import type { FetchInit, FetchResponse } from "./fetch-types.js";
import { changedHeaders } from "./headers.js";
import type { Logger } from "./logger.js";
import type { Login } from "./login.js";
import { networkError } from "./network-error.js";
import { onAbort } from "./on-abort.js";
import type { Socket, SocketListener } from "./open-socket.js";
import { orAborted } from "./or-aborted.js";
import { readAnswer } from "./read-answer.js";
import { isHttp, redirectError, redirectTarget, refusedRedirect } from "./redirect.js";
import { encoded, hasBody, streaming } from "./request-body.js";
import type { HttpOptions, RequestOptions } from "./request-options.js";
import { isPassing, neverArrived, readRetryAfter, retryDelay } from "./retry.js";
import { Turns } from "./turns.js";

/** What is made of an answer. */
type Consume<T> = (response: FetchResponse, url: string, signal: AbortSignal) => Promise<T>;

/** An answer, and who gave it. */
interface Sent {
  readonly response: FetchResponse;
  readonly url: URL;
}

const MOST_REDIRECTS = 5;

/** Each takes a connection, and together they are no faster than so many. */
const MOST_UPLOADS = 32;

/** Bytes of an answer that holds no outputs. */
const MOST_ANSWERED = 32 << 20;

/**
 * The server closes the connection behind an unhandled error, which is no JSON, without announcing it (protocol.md §3.3): a request sent into
 * it would die. Waiting a moment lets the runtime notice.
 */
const AFTER_SERVER_ERROR = 50;

/** The one way out: every request of the client is made here. */
export class Http {
  readonly base: URL;
  readonly log: Logger | undefined;
  readonly requestTimeout: number;
  readonly silenceTimeout: number;
  /** Uploads of all calls. Nothing that ends a call waits here, nor what lasts as long as its function does. */
  readonly uploads = new Turns(MOST_UPLOADS);
  readonly #options: HttpOptions;
  #login: Login | undefined;

  constructor(options: HttpOptions) {
    this.#options = options;
    this.base = options.base;
    this.log = options.log;
    this.requestTimeout = options.requestTimeout;
    this.silenceTimeout = options.silenceTimeout;
  }

  /** From now on a login that the server no longer knows is made anew. */
  keepLoggedIn(login: Login): void {
    this.#login = login;
  }

  /**
   * Ask, and read the answer whole; the timeout covers all of it.
   * @throws AuthenticationError, RateLimitError, HttpError by status; ConnectionError, TimeoutError, CancelledError; ProtocolError where
   *   a good answer is not JSON.
   */
  async json(path: string, options: RequestOptions = {}): Promise<unknown> {
    const answer = await this.answer(path, options);
    if (answer.status >= 300) throw answerError(answer);
    if (typeof answer.body === "string" && !/json/.test(answer.contentType)) {
      throw new ProtocolError(`${answer.url} answered with ${answer.contentType || "something"} where JSON was expected.`, {
        status: answer.status,
        url: answer.url,
        body: answer.body,
      });
    }
    return answer.body;
  }

  /** Ask, and read the answer whole, whatever its status. */
  answer(path: string, options: RequestOptions = {}): Promise<Answer> {
    const { maxBytes = MOST_ANSWERED } = options;
    return this.#attempts(path, options, (response, url, signal) => readAnswer(response, url, maxBytes, signal));
  }

  /** Ask, and give the answer to be read bit by bit; the timeout covers its headers only. @throws as `json`. */
  async open(path: string, options: RequestOptions = {}): Promise<FetchResponse> {
    const opened = await this.#attempts(path, options, async (response, url, signal) =>
      response.status < 300 ? response : readAnswer(response, url, MOST_ANSWERED, signal),
    );
    if (isOpen(opened)) return opened;
    throw answerError(opened);
  }

  /**
   * Fetch a file, from anywhere on the web: only requests to the app's own origin carry the client's headers, cookies and token
   * (protocol.md §7.3). Never from elsewhere, as some runtimes' `fetch` reads this machine's files.
   * @throws as `json`.
   */
  async download(url: string, options: Pick<RequestOptions, "signal"> = {}): Promise<FetchResponse> {
    if (!isHttp(new URL(url))) throw new ProtocolError("The server names a file that is not on the web.", { url });
    return this.open(url, { ...options, timeout: this.silenceTimeout, anywhere: true });
  }

  /** Reads again, from its beginning, an answer that broke off on its way (`ConnectionError`): for what is of use only as a whole. */
  rereading<T>(path: string, options: Pick<RequestOptions, "signal">, read: () => Promise<T>): Promise<T> {
    return this.#repeated(path, options, "safe", read);
  }

  /**
   * Does what ends in an `AuthenticationError` where the server no longer knows the login, then once more with a new one: for refusals that are
   * no answer to a request.
   */
  async loggedIn<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const logInAgain = this.#login?.renewal();
    try {
      return await work();
    } catch (error) {
      if (logInAgain === undefined || !(error instanceof AuthenticationError)) throw error;
      await orAborted(logInAgain(), signal);
      return work();
    }
  }

  /**
   * Open a WebSocket, with the headers and cookies of any request where the runtime can send them. A `fetch` of the caller's has no part in it.
   * @throws AuthenticationError, RateLimitError, HttpError by the status of a refusal; ConnectionError, TimeoutError, CancelledError.
   */
  socket(path: string, options: Pick<RequestOptions, "headers" | "signal">, listener: SocketListener): Promise<Socket> {
    const open = async (url: URL, signal: AbortSignal) => {
      // Only old servers need one.
      const { HandshakeRefused, openSocket } = await import("./open-socket.js");
      const { headers = {} } = this.#init(url, options, signal);
      return openSocket({ url: new URL(url.href.replace(/^http/, "ws")), headers, signal }, listener).catch((error: unknown) => {
        if (!(error instanceof HandshakeRefused)) throw error;
        const { status, retryAfter } = error;
        throw answerError({ status, url: url.href, contentType: "", retryAfter, location: null, body: null });
      });
    };
    // Nothing runs before the socket's first word.
    return this.#repeated(path, options, "never-arrived", () => this.#limited(path, options, open));
  }

  #attempts<T>(path: string, options: RequestOptions, consume: Consume<T>): Promise<T> {
    const repeat = options.repeat ?? (hasBody(options) ? "never-arrived" : "safe");
    return this.#repeated(path, options, repeat, (see) =>
      this.#within(path, options, (response, url, signal) => {
        see(response);
        return consume(response, url, signal);
      }),
    );
  }

  /** Does it again, as often as that is allowed and of use. @param once Shows the answer it got, if any, as soon as its status is known. */
  async #repeated<T>(
    path: string,
    options: RequestOptions,
    repeat: NonNullable<RequestOptions["repeat"]>,
    once: (see: (response: FetchResponse) => void) => Promise<T>,
  ): Promise<T> {
    const { maxRetries, log } = this.#options;
    for (let attempt = 0; ; attempt++) {
      let passing: FetchResponse | undefined;
      try {
        const result = await once((response) => {
          if (repeat === "safe" && attempt < maxRetries && isPassing(response.status)) passing = response;
        });
        if (passing === undefined) return result;
        const retryAfter = readRetryAfter(passing.headers.get("retry-after"));
        // Better the server's answer now than a wait the caller did not bargain for.
        if (retryAfter !== undefined && retryAfter > this.requestTimeout) return result;
        await this.#pause(attempt, retryAfter, options, { path, status: passing.status });
      } catch (error) {
        const mayRepeat =
          repeat === "safe"
            ? error instanceof ConnectionError
            : repeat === "never-arrived" && neverArrived((error as { readonly cause?: unknown }).cause);
        if (!mayRepeat || attempt >= maxRetries) throw error;
        log?.debug("a request failed", { path: withoutSession(path), error });
        await this.#pause(attempt, undefined, options, { path, status: undefined });
      }
    }
  }

  #pause(
    attempt: number,
    retryAfter: number | undefined,
    options: RequestOptions,
    { path, status }: { path: string; status: number | undefined },
  ): Promise<void> {
    const wait = retryDelay(attempt, retryAfter);
    this.log?.warn("asking again", { path: withoutSession(path), status, attempt: attempt + 1, wait: Math.round(wait) });
    return delay(wait, options.signal).catch((reason) => {
      throw asCancelled(reason);
    });
  }

  /** One attempt within its time: what `consume` makes of the answer. */
  #within<T>(path: string, options: RequestOptions, consume: Consume<T>): Promise<T> {
    return this.#limited(path, options, async (url, signal) => {
      const logInAgain = options.isLogin === true ? undefined : this.#login?.renewal();
      let sent = await this.#send(url, options, signal);
      // The server no longer knows the login, which means that it has done nothing (protocol.md §10).
      if (logInAgain !== undefined && sent.response.status === 401 && sent.url.origin === this.base.origin) {
        await orAborted(logInAgain(), signal);
        // What can be sent once only has come to nothing; the next request profits.
        if (options.repeat !== "never") {
          discard(sent.response);
          sent = await this.#send(url, options, signal);
        }
      }
      const { response } = sent;
      const result = await this.#orAborted(consume(response, url.href, signal), signal);
      if (response.status === 500 && !/json/.test(response.headers.get("content-type") ?? "")) await delay(AFTER_SERVER_ERROR);
      return result;
    });
  }

  /** `work` within the time of one request. What it opens goes on afterwards: the caller's signal stays tied to it, the timer does not. */
  async #limited<T>(path: string, options: RequestOptions, work: (url: URL, signal: AbortSignal) => Promise<T>): Promise<T> {
    const url = new URL(path, this.base);
    const timeout = options.timeout ?? this.requestTimeout;
    const controller = new AbortController();
    const forget = onAbort(options.signal, () => controller.abort(asCancelled(options.signal?.reason)));
    const stopTimer = startTimer(
      () =>
        controller.abort(
          new TimeoutError(`No answer from ${url.origin}${withoutSession(url.pathname)} within ${timeout} ms.`, "request", {
            url: url.href,
          }),
        ),
      timeout,
    );
    let open = false;
    try {
      controller.signal.throwIfAborted();
      const result = await work(url, controller.signal);
      open = isOpen(result);
      return result;
    } catch (error) {
      throw controller.signal.aborted ? controller.signal.reason : networkError(url, error, mayHaveEffect(options));
    } finally {
      stopTimer();
      if (!open) forget();
    }
  }

  /** Follows redirects of requests without a body inside their origin, and those of downloads anywhere: elsewhere goes neither header nor cookie. */
  async #send(start: URL, options: RequestOptions, signal: AbortSignal): Promise<Sent> {
    let url = start;
    for (let redirects = 0; ; redirects++) {
      const init = this.#init(url, options, signal);
      // Not as a method: the fetch of a browser or of workerd refuses to be one.
      const { fetch } = this.#options;
      options.onAsk?.(url);
      const answered = fetch(url.href, init);
      const response = await this.#orAborted(answered, signal).catch((error: unknown) => {
        // A `fetch` that knows no signals may answer yet: nobody would read that, or close it.
        if (signal.aborted) answered.then(discard).catch(() => {});
        throw refusedRedirect(error) ? redirectError(url) : error;
      });
      if (url.origin === this.base.origin) await this.#options.cookies.store(response);
      this.log?.debug("answered", { method: init.method, path: withoutSession(url.pathname), status: response.status });
      if (response.type === "opaqueredirect") throw redirectError(url);
      const target = redirectTarget(response, url);
      if (target === undefined || hasBody(options) || redirects >= MOST_REDIRECTS) return { response, url };
      if (target.origin !== start.origin && options.anywhere !== true) return { response, url };
      discard(response);
      url = target;
    }
  }

  /** A `fetch` of the caller's may not know signals: what was aborted ends here all the same. */
  #orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#options.knowsSignals ? work : orAborted(work, signal);
  }

  #init(url: URL, options: RequestOptions, signal: AbortSignal): FetchInit {
    if (url.origin !== this.base.origin) return { method: "GET", headers: {}, redirect: "follow", signal };
    const own: Record<string, string> = { ...this.#options.own };
    if (options.accept !== undefined) own["accept"] = options.accept;
    const cookie = this.#options.cookies.header(url);
    if (cookie !== undefined) own["cookie"] = cookie;
    const headers = changedHeaders(own, [this.#options.headers, options.headers]);
    const { body, type, length } = encoded(options);
    if (type !== undefined) headers["content-type"] = type;
    if (length !== undefined) headers["content-length"] = String(length);
    const init: FetchInit = { method: hasBody(options) ? "POST" : "GET", headers, redirect: "manual", signal };
    if (body === undefined) return init;
    return options.stream === undefined ? { ...init, body } : { ...init, body, ...streaming() };
  }
}

/** Whether it had an effect, had it arrived: a body says so, and that it must not be sent twice. */
function mayHaveEffect(options: RequestOptions): boolean {
  return hasBody(options) || options.repeat === "never-arrived";
}

/** A response whose body is still to be read. */
function isOpen(result: unknown): result is FetchResponse {
  return typeof result === "object" && result !== null && "body" in result && "text" in result;
}

/** Lets go of an answer nobody will read. */
function discard(response: FetchResponse): void {
  void (response.body as Partial<ReadableStream> | null)?.cancel?.().catch(() => {});
}

/** Who knows a session's hash can read its stream (protocol.md §9): it stays out of logs. */
function withoutSession(path: string): string {
  return path.replace(/\?.*/s, "").replace(/\b(heartbeat|stream)\/.*/, "$1/…");
}
