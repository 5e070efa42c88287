import { InvalidArgumentError } from "./errors.js";
import { CookieJar } from "./http/cookie-jar.js";
import type { FetchFunction } from "./http/fetch-types.js";
import { isHeaderValue, readHeaders } from "./http/headers.js";
import { redacting } from "./http/logger.js";
import { Http, type HttpOptions } from "./http/request.js";
import type { ClientOptions } from "./options.js";
import { readSubdomain } from "./spaces/space-address.js";

const REQUEST_TIMEOUT = 60_000;
const SILENCE_TIMEOUT = 60_000;
const MAX_RETRIES = 2;

/** The request path to an app, with all that the caller gave for it. */
export function openHttp(base: URL, options: ClientOptions): Http {
  const { token, auth, oauthToken } = options;
  const headers = new Map(readHeaders(options.headers));
  const cookies = new CookieJar(headers.get("cookie"));
  // The jar sends it from here on; `null` still takes every cookie away.
  if (headers.get("cookie") !== null) headers.delete("cookie");
  const own: Record<string, string> = { "x-gradio-user": "api" };
  // `authorization` stays the app's own. A token is for Spaces: no other server gets it.
  if (token !== undefined && readSubdomain(base) !== undefined) own["x-hf-authorization"] = `Bearer ${token}`;
  const secrets = () => [token ?? "", oauthToken ?? "", auth?.[1] ?? "", headers.get("authorization") ?? "", ...cookies.secrets()];
  return new Http({ ...ofAnyServer(options, secrets), base, cookies, own, headers });
}

/** Of what the caller gave, that which holds for every server. @throws InvalidArgumentError for a token that cannot be sent. */
export function ofAnyServer(
  options: ClientOptions,
  secrets: () => readonly string[],
): Omit<HttpOptions, "base" | "cookies" | "own" | "headers"> {
  if (options.token !== undefined && !isHeaderValue(options.token))
    throw new InvalidArgumentError("The token holds characters that no header can carry.", "token");
  // Looked up at each request, so that a test may replace the runtime's.
  const fetch: FetchFunction = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
  return {
    fetch,
    knowsSignals: options.fetch === undefined,
    requestTimeout: options.requestTimeout ?? REQUEST_TIMEOUT,
    silenceTimeout: options.silenceTimeout ?? SILENCE_TIMEOUT,
    maxRetries: options.maxRetries ?? MAX_RETRIES,
    log: options.logger && redacting(options.logger, secrets),
  };
}
