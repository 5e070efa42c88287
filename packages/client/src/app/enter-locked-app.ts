import { AuthenticationError } from "../errors.js";
import { Login } from "../http/login.js";
import type { Http } from "../http/request.js";
import type { App } from "./app.js";
import { logIn } from "./log-in.js";

/** Logs in, loads the app, and logs in again from then on when the server has forgotten the login. */
export async function enterLockedApp(
  http: Http,
  login: readonly [string, string],
  load: () => Promise<App>,
  signal: AbortSignal,
): Promise<App> {
  await logIn(http, login, signal);
  const app = await load().catch((error: unknown) => {
    throw error instanceof AuthenticationError ? withoutEffect(error) : error;
  });
  const again = () => {
    http.log?.info("logging in again");
    return logIn(http, login);
  };
  // Only now: what is refused right after a login would be refused after the next one, too.
  http.keepLoggedIn(new Login(again));
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
