import type { App } from "./app/app.js";
import { loadApp } from "./app/load-app.js";
import { logIn } from "./app/log-in.js";
import type { Caller } from "./caller.js";
import { CancelledError, InvalidArgumentError, TimeoutError } from "./errors.js";
import { CookieJar } from "./http/cookie-jar.js";
import { startTimer } from "./http/delay.js";
import type { FetchFunction } from "./http/fetch-types.js";
import { isHeaderValue, readHeaders } from "./http/headers.js";
import { redacting } from "./http/logger.js";
import { onAbort } from "./http/on-abort.js";
import { Http } from "./http/request.js";
import type { ClientOptions } from "./options.js";

/** What all sessions of one connected app share. */
export interface Connection {
  readonly http: Http;
  readonly app: App;
  readonly oauthToken: string | undefined;
  /** Opens a session. @throws InvalidArgumentError if it cannot be called so. */
  readonly newCaller: (sessionHash?: string) => Caller;
}

const CONNECT_TIMEOUT = 30_000;
const REQUEST_TIMEOUT = 60_000;
const SILENCE_TIMEOUT = 60_000;
const MAX_RETRIES = 2;

/** Fetches the app's config and API, logged in if `auth` is given, all within `connectTimeout`. */
export async function connect(src: string | URL, options: ClientOptions): Promise<Connection> {
  const http = openHttp(appUrl(src), options);
  const timeout = options.connectTimeout ?? CONNECT_TIMEOUT;
  const controller = new AbortController();
  const forget = onAbort(options.signal, () =>
    controller.abort(new CancelledError("Connecting was cancelled by the caller's signal.", { cause: options.signal?.reason })),
  );
  const expire = () =>
    controller.abort(
      new TimeoutError(`${http.base.href} could not be connected to within ${timeout} ms.`, "connect", { url: http.base.href }),
    );
  const stopTimer = startTimer(expire, timeout);
  // Comes while the network is waited for: bundlers keep it out of what a page loads first.
  const calls = import("./caller.js");
  calls.catch(() => {}); // Told where it is awaited, unless something else fails first.
  try {
    if (options.auth !== undefined) await logIn(http, options.auth, controller.signal);
    const app = await loadApp(http, controller.signal);
    const { Caller } = await calls;
    const connection: Connection = { http, app, oauthToken: options.oauthToken, newCaller: (hash) => new Caller(connection, hash) };
    return connection;
  } finally {
    stopTimer();
    forget();
  }
}

function openHttp(base: URL, options: ClientOptions): Http {
  const { token, auth, oauthToken } = options;
  if (token !== undefined && !isHeaderValue(token))
    throw new InvalidArgumentError("The token holds characters that no header can carry.", "token");
  const headers = new Map(readHeaders(options.headers));
  const cookies = new CookieJar(headers.get("cookie"));
  // The jar sends it from here on; `null` still takes every cookie away.
  if (headers.get("cookie") !== null) headers.delete("cookie");
  const own: Record<string, string> = { "x-gradio-user": "api" };
  // `authorization` stays the app's own. A token is for Spaces: no other server gets it.
  if (token !== undefined && isSpace(base)) own["x-hf-authorization"] = `Bearer ${token}`;
  // Looked up at each request, so that a test may replace the runtime's.
  const fetch: FetchFunction = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  const secrets = () => [token ?? "", oauthToken ?? "", auth?.[1] ?? "", headers.get("authorization") ?? "", ...cookies.secrets()];
  return new Http({
    base,
    fetch,
    knowsSignals: options.fetch === undefined,
    cookies,
    own,
    headers,
    requestTimeout: options.requestTimeout ?? REQUEST_TIMEOUT,
    silenceTimeout: options.silenceTimeout ?? SILENCE_TIMEOUT,
    maxRetries: options.maxRetries ?? MAX_RETRIES,
    log: options.logger && redacting(options.logger, secrets),
  });
}

/** @throws InvalidArgumentError for what is no http(s) URL. */
function appUrl(src: string | URL): URL {
  const text = typeof src === "string" || src instanceof URL ? String(src).trim() : "";
  if (text === "")
    throw new InvalidArgumentError(`connect() takes the URL of an app, not ${src === "" ? "an empty text" : String(src)}.`, "src");
  if (/^[\w.-]+\/[\w.-]+$/.test(text)) {
    const host = text.toLowerCase().replace(/[^a-z\d]+/g, "-");
    throw new InvalidArgumentError(
      `${JSON.stringify(text)} is the name of a Space; connect to its URL: "https://${host}.hf.space".`,
      "src",
    );
  }
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    const example = text.replace(/^(\w*:?\/\/|\/+)/, "");
    throw new InvalidArgumentError(`${JSON.stringify(text)} is no URL of http or https, such as "http://${example}".`, "src");
  }
  if (url.username !== "" || url.password !== "") {
    throw new InvalidArgumentError("User and password do not go into the URL: give them as auth, or in an authorization header.", "src");
  }
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

function isSpace(base: URL): boolean {
  return base.protocol === "https:" && base.hostname.endsWith(".hf.space");
}
