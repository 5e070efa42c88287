import type { Http } from "../http/request.js";
import type { App } from "./app.js";
import { loadApp } from "./load-app.js";
import { logIn } from "./log-in.js";

/** Logs in, where a login is given, and fetches the app's config and API. */
export async function enterApp(http: Http, login: readonly [string, string] | undefined, signal: AbortSignal): Promise<App> {
  if (login !== undefined) await logIn(http, login, signal);
  return loadApp(http, signal);
}
