import type { Context, Hono } from "hono";
import { getCookie } from "hono/cookie";
import type { Logins } from "../auth/logins.js";
import { API_PREFIX } from "../documents/version.js";
import type { App } from "./app.js";
import { loginPage } from "./login-page.js";

declare module "hono" {
  interface ContextVariableMap {
    /** Who sends the request; `null` where nobody has to log in, and for those who have not. */
    username: string | null;
  }
}

/** What Gradio leaves open on a locked app (protocol.md §10). A cancel has its own key: session and event. */
const OPEN = new Set([
  "/login",
  "/logout",
  "/theme.css",
  "/robots.txt",
  "/manifest.json",
  "/favicon.ico",
  ...["app_id", "user", "token", "startup-events", "cancel", "reset", "theme.css"].map((name) => `${API_PREFIX}/${name}`),
]);
const OPEN_BELOW = `${API_PREFIX}/heartbeat/`;
/** Open, and yet told who asks. */
const NAMED = new Set([`${API_PREFIX}/user`]);

/** Names the user of each request, and turns away those who need a name and have none. Whatever is not known to be open is closed. */
export function guard(hono: Hono, app: App): void {
  const { logins, settings } = app;
  hono.use("*", async (context, next) => {
    context.set("username", null);
    if (logins === undefined && settings.authenticate === undefined) return next();
    const path = context.req.path.replace(/(?<!\/)\/+$/, "") || "/";
    const open = OPEN.has(path) || context.req.path.startsWith(OPEN_BELOW);
    if (open && !NAMED.has(path)) return next();
    const username = logins === undefined ? await authenticated(app, context) : loggedIn(logins, context);
    context.set("username", username);
    if (username !== null || open) return next();
    const { method } = context.req;
    if (path === "/" && logins !== undefined && (method === "GET" || method === "HEAD")) return loginPage(context.req.raw, settings);
    const detail = { error: "Not authenticated", auth_message: settings.authMessage };
    return Response.json({ detail }, { status: 401 });
  });
}

/** Either cookie opens: the first is kept over https only. */
export function cookieNames({ id }: Logins): readonly [secure: string, plain: string] {
  return [`access-token-${id}`, `access-token-unsecure-${id}`];
}

function loggedIn(logins: Logins, context: Context): string | null {
  const [secure, plain] = cookieNames(logins);
  return logins.nameOf(getCookie(context, secure)) ?? logins.nameOf(getCookie(context, plain)) ?? null;
}

/** Only a name opens: a check that forgets to answer refuses. */
async function authenticated({ settings }: App, { req }: Context): Promise<string | null> {
  const name = await settings.authenticate?.(req.raw);
  return typeof name === "string" ? name : null;
}
