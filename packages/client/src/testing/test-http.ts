import { Cookies } from "../http/cookies.js";
import type { FetchFunction } from "../http/fetch-types.js";
import { Http } from "../http/request.js";
import type { HttpOptions } from "../http/request-options.js";

/** For tests: the request path to an app at `http://app.test/`, whose network is the test's; it asks nothing twice. */
export function testHttp(fetch: FetchFunction, options: Partial<HttpOptions> = {}): Http {
  return new Http({
    base: new URL("http://app.test/"),
    fetch,
    knowsSignals: false,
    cookies: new Cookies(),
    own: {},
    headers: new Map(),
    requestTimeout: 60_000,
    silenceTimeout: 60_000,
    maxRetries: 0,
    log: undefined,
    ...options,
  });
}
