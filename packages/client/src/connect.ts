import type { App } from "./app/app.js";
import { enterApp } from "./app/enter-app.js";
import type { Caller } from "./caller.js";
import { CancelledError, InvalidArgumentError, TimeoutError } from "./errors.js";
import { startTimer } from "./http/delay.js";
import { onAbort } from "./http/on-abort.js";
import type { Http } from "./http/request.js";
import type { ClientOptions, DuplicateOptions } from "./options/options.js";
import { requestPaths } from "./request-paths.js";
import type { SpaceCopy } from "./spaces/duplicate-space.js";
import { isSpaceHost, readSpaceName } from "./spaces/space-address.js";

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
  const inSpace = typeof address === "string" || isSpaceHost(address);
  const timeout = options.connectTimeout ?? (inSpace ? SPACE_TIMEOUT : CONNECT_TIMEOUT);
  const controller = new AbortController();
  const { signal } = controller;
  const forget = onAbort(options.signal, () =>
    controller.abort(new CancelledError("Connecting was cancelled by the caller's signal.", { cause: options.signal?.reason })),
  );
  const enter = (http: Http) => enterApp(http, options.auth, signal);
  const expire = () => {
    const url = typeof address === "string" ? undefined : address.href;
    controller.abort(new TimeoutError(`${address} could not be connected to within ${timeout} ms.`, "connect", { url }));
  };
  const stopTimer = startTimer(expire, timeout);
  // Comes while the network is waited for: bundlers keep it out of what a page loads first.
  const calls = import("./caller.js");
  calls.catch(() => {}); // Told where it is awaited, unless something else fails first.
  try {
    const paths = await requestPaths(options);
    const entered = inSpace
      ? await (await import("./hugging-face.js")).connectSpace(address, { ...paths, ...options, enter, signal })
      : await connectApp(paths.toApp(address), enter);
    const { Caller } = await calls;
    const connection: Connection = { ...entered, oauthToken: options.oauthToken, newCaller: (hash) => new Caller(connection, hash) };
    return connection;
  } finally {
    stopTimer();
    forget();
  }
}

/** Copies a Space, unless there is a copy, and connects to the copy. @throws InvalidArgumentError for an unfit name or option. */
export async function duplicate(fromId: unknown, options: DuplicateOptions): Promise<Connection> {
  const { checkDuplicateOptions, duplicateSpace } = await import("./hugging-face.js");
  checkDuplicateOptions(options);
  const { toHub } = await requestPaths(options);
  return connect((await duplicateSpace(toHub(), fromId, options)).spaceId, options);
}

/**
 * Copy a Space to the account of `token`, and leave it to build and start; {@link Client.duplicate} waits for that, and connects.
 * A copy that exists is left as it is.
 * @param fromId `"user/space"`, or the address of its page.
 * @throws AuthenticationError, SpaceError, RateLimitError, ConnectionError, HttpError; InvalidArgumentError for an unfit name or option.
 */
export async function duplicateSpace(fromId: string, options: DuplicateOptions): Promise<SpaceCopy> {
  const { checkDuplicateOptions, copySpace } = await import("./hugging-face.js");
  checkDuplicateOptions(options);
  const { toHub } = await requestPaths(options);
  return copySpace(toHub(), fromId, options);
}

async function connectApp(http: Http, enter: (http: Http) => Promise<App>): Promise<Entered> {
  return { http, app: await enter(http), spaceId: undefined };
}

/** The name of a Space, or a URL. @throws InvalidArgumentError for what is neither. */
function readAddress(src: string | URL): URL | string {
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
    throw new InvalidArgumentError(
      `${JSON.stringify(text)} is no URL of http or https, such as "http://${example}", and no name of a Space, such as "user/space".`,
      "src",
    );
  }
  if (url.username !== "" || url.password !== "") {
    throw new InvalidArgumentError("User and password do not go into the URL: give them as auth, or in an authorization header.", "src");
  }
  url.search = "";
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}
