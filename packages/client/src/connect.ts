import type { App } from "./app/app.js";
import { enterApp } from "./app/enter-app.js";
import type { Caller } from "./caller.js";
import { CancelledError, InvalidArgumentError, SpaceError, TimeoutError } from "./errors.js";
import { startTimer } from "./http/delay.js";
import { onAbort } from "./http/on-abort.js";
import type { Http } from "./http/request.js";
import { openHttp } from "./open-http.js";
import type { ClientOptions } from "./options.js";
import { readSpaceName, readSubdomain, type SpaceAddress } from "./spaces/space-address.js";
import type { SpaceStatus } from "./spaces/space-status.js";

/** An app that has let the client in. */
export interface Entered {
  readonly http: Http;
  readonly app: App;
  /** `"user/space"`, if it runs in one. */
  readonly spaceId: string | undefined;
}

/** What all sessions of one connected app share. */
export interface Connection extends Entered {
  readonly oauthToken: string | undefined;
  /** Opens a session. @throws InvalidArgumentError if it cannot be called so. */
  readonly newCaller: (sessionHash?: string) => Caller;
}

const CONNECT_TIMEOUT = 30_000;
const SPACE_TIMEOUT = 5 * 60_000;

/** Fetches the app's config and API, logged in if `auth` is given, of a Space once that is up: all within `connectTimeout`. */
export async function connect(src: string | URL, options: ClientOptions): Promise<Connection> {
  const address = readAddress(src);
  const isSpace = !(address instanceof URL);
  const timeout = options.connectTimeout ?? (isSpace ? SPACE_TIMEOUT : CONNECT_TIMEOUT);
  const controller = new AbortController();
  const { signal } = controller;
  const forget = onAbort(options.signal, () =>
    controller.abort(new CancelledError("Connecting was cancelled by the caller's signal.", { cause: options.signal?.reason })),
  );
  let status: SpaceStatus | undefined;
  const tell = (news: SpaceStatus) => {
    status = news;
    const { onSpaceStatus } = options;
    if (onSpaceStatus !== undefined) queueMicrotask(() => onSpaceStatus(news));
  };
  const expire = () => controller.abort(isSpace ? notUp(address, timeout, status) : notConnected(address, timeout));
  const stopTimer = startTimer(expire, timeout);
  // Comes while the network is waited for: bundlers keep it out of what a page loads first.
  const calls = import("./caller.js");
  calls.catch(() => {}); // Told where it is awaited, unless something else fails first.
  try {
    const entered = isSpace
      ? await (await import("./connect-space.js")).connectSpace(address, options, { tell, signal })
      : await connectApp(address, options, signal);
    const { Caller } = await calls;
    const connection: Connection = { ...entered, oauthToken: options.oauthToken, newCaller: (hash) => new Caller(connection, hash) };
    return connection;
  } finally {
    stopTimer();
    forget();
  }
}

async function connectApp(url: URL, options: ClientOptions, signal: AbortSignal): Promise<Entered> {
  const http = openHttp(url, options);
  return { http, app: await enterApp(http, options.auth, signal), spaceId: undefined };
}

function notConnected({ href }: URL, timeout: number): TimeoutError {
  return new TimeoutError(`${href} could not be connected to within ${timeout} ms.`, "connect", { url: href });
}

function notUp(address: SpaceAddress, timeout: number, status: SpaceStatus | undefined): SpaceError {
  const space = status?.spaceId ?? (typeof address === "string" ? address : address.url.href);
  const stage = status === undefined ? "" : ` (${status.stage})`;
  return new SpaceError(
    `The Space ${space} was not up within ${timeout} ms${stage}. Give it more time with connectTimeout.`,
    status?.stage,
  );
}

/** @throws InvalidArgumentError for what is neither the name of a Space nor an http(s) URL. */
function readAddress(src: string | URL): URL | SpaceAddress {
  const text = typeof src === "string" || src instanceof URL ? String(src).trim() : "";
  if (text === "") {
    const given = src === "" ? "an empty text" : String(src);
    throw new InvalidArgumentError(`connect() takes the name of a Space or the URL of an app, not ${given}.`, "src");
  }
  const name = readSpaceName(text);
  if (name !== undefined) return name;
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
  const subdomain = readSubdomain(url);
  return subdomain === undefined ? url : { url, subdomain };
}
