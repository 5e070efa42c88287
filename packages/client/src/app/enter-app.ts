import { AuthenticationError } from "../errors.js";
import type { Http } from "../http/request.js";
import type { App } from "./app.js";
import { loadApp } from "./load-app.js";
import { logIn } from "./log-in.js";

/** Logs in, where a login is given, and fetches the app's config and API. */
export async function enterApp(http: Http, login: readonly [string, string] | undefined, signal: AbortSignal): Promise<App> {
  if (login === undefined) return loadApp(http, signal);
  await logIn(http, login, signal);
  const app = await loadApp(http, signal).catch((error: unknown) => {
    throw error instanceof AuthenticationError ? withoutEffect(error) : error;
  });
  // Only now: what is refused right after a login would be refused after the next one, too.
  http.keepLoggedIn(() => logIn(http, login));
  return app;
}

/** The cookies did not come back, as in a browser on another origin, or the app asks for something else than a login. */
function withoutEffect(cause: AuthenticationError): AuthenticationError {
  const { status, url, body } = cause;
  return new AuthenticationError(
    "The app took the login, and refuses access all the same. In a browser, a login works on the app's own origin only; an app with a check " +
      "of its own, or one behind a proxy that has one, wants other headers or cookies.",
    { status, url, body, cause },
  );
}
