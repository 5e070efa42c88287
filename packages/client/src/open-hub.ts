import { CookieJar } from "./http/cookie-jar.js";
import { Http } from "./http/request.js";
import { ofAnyServer } from "./open-http.js";
import type { ClientOptions } from "./options.js";
import { Hub } from "./spaces/hub.js";

/** The hub, which gets the caller's token and nothing else that was given for the app: no headers, no cookies, no login. */
export function openHub(options: ClientOptions): Hub {
  const { token } = options;
  const http = new Http({
    ...ofAnyServer(options, () => [token ?? ""]),
    base: new URL("https://huggingface.co/"),
    cookies: new CookieJar(),
    own: token === undefined ? {} : { authorization: `Bearer ${token}` },
    headers: new Map(),
  });
  return new Hub(http, token !== undefined);
}
