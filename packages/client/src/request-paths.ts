import { runtimeFetch } from "#runtime-fetch";
import { InvalidArgumentError } from "./errors.js";
import { Cookies } from "./http/cookies.js";
import { isHeaderValue, readHeaders } from "./http/headers.js";
import { Http } from "./http/request.js";
import type { ClientOptions, DuplicateOptions } from "./options/options.js";
import { isSpaceHost } from "./spaces/space-address.js";

/** The ways requests go, with all that the caller gave for them. */
export interface RequestPaths {
  readonly toApp: (base: URL) => Http;
  /** The hub gets the token and nothing else that was given for the app: no headers, no cookies, no login. */
  readonly toHub: () => Http;
}

const HUB = "https://huggingface.co/";
const REQUEST_TIMEOUT = 60_000;
const SILENCE_TIMEOUT = 60_000;
const MAX_RETRIES = 2;

/** @throws InvalidArgumentError for a token or a header that cannot be sent. */
export async function requestPaths(options: ClientOptions): Promise<RequestPaths> {
  const { token, auth, oauthToken, logger } = options;
  const { secrets: ofCopy = {} } = options as Partial<DuplicateOptions>;
  if (token !== undefined && !isHeaderValue(token))
    throw new InvalidArgumentError("The token holds characters that no header can carry.", "token");
  const given = readHeaders(options.headers);
  // Few pass a logger, or cookies.
  const seed = given.get("cookie") ?? "";
  const { CookieJar } = seed === "" ? {} : await import("./http/cookie-jar.js");
  const { redacting } = logger === undefined ? {} : await import("./http/logger.js");
  const open = (base: URL, own: Record<string, string>, headers: Map<string, string | null>): Http => {
    const cookies = new Cookies(headers.has("cookie") && CookieJar ? new CookieJar(seed) : undefined);
    // The jar sends it from here on; `null` still takes every cookie away.
    if (headers.get("cookie") !== null) headers.delete("cookie");
    const secrets = () => [
      token ?? "",
      oauthToken ?? "",
      auth?.[1] ?? "",
      ...Object.values(ofCopy),
      ...credentials(given.get("authorization")),
      ...cookies.secrets(),
    ];
    return new Http({
      base,
      fetch: options.fetch ?? runtimeFetch,
      knowsSignals: options.fetch === undefined,
      cookies,
      own,
      headers,
      requestTimeout: options.requestTimeout ?? REQUEST_TIMEOUT,
      silenceTimeout: options.silenceTimeout ?? SILENCE_TIMEOUT,
      maxRetries: options.maxRetries ?? MAX_RETRIES,
      log: logger && redacting?.(logger, secrets),
    });
  };
  const bearer = (header: string): Record<string, string> => (token === undefined ? {} : { [header]: `Bearer ${token}` });
  return {
    toApp: (base) => {
      // `authorization` stays the app's own. A token is for Spaces: no other server gets it.
      const own = { "x-gradio-user": "api", ...(isSpaceHost(base) && bearer("x-hf-authorization")) };
      return open(base, own, new Map(given));
    },
    toHub: () => open(new URL(HUB), bearer("authorization"), new Map()),
  };
}

/** The header as it is, and what follows its scheme: a server may say back either. */
function credentials(authorization: string | null | undefined): readonly string[] {
  return [authorization ?? "", authorization?.split(" ").at(-1) ?? ""];
}
