import type { Http } from "../http/request.js";
import type { App } from "./app.js";
import { loadApp } from "./load-app.js";

/** Logs in, where a login is given, and fetches the app's config and API. */
export async function enterApp(http: Http, login: readonly [string, string] | undefined, signal: AbortSignal): Promise<App> {
  const load = () => loadApp(http, signal);
  return login === undefined ? load() : (await import("./enter-locked-app.js")).enterLockedApp(http, login, load, signal);
}
