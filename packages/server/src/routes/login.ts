import type { Context, Hono } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import type { Logins } from "../auth/logins.js";
import { rootUrl } from "../documents/root-url.js";
import type { App } from "./app.js";
import { readForm } from "./form-body.js";
import { cookieNames } from "./guard.js";
import { unprocessable } from "./json-body.js";
import { loginPage } from "./login-page.js";
import { Refusal } from "./refusal.js";
import { route } from "./router.js";

/** Logging in and out (protocol.md §10). An app without logins sends both away, to its page. */
export function loginRoutes(hono: Hono, app: App): void {
  const { logins } = app;
  const toRoot = (context: Context) => context.redirect(rootUrl(context.req.raw, app.settings.rootPath), 302);
  const logIn = async (context: Context) => {
    if (logins === undefined) return toRoot(context);
    const form = await readForm(context.req.raw);
    const [username, password] = required(form, ["username", "password"]);
    const token = await logins.logIn((username as string).trim(), password as string);
    const isForm = fromPage(context);
    if (token === undefined && isForm) return loginPage(context.req.raw, app.settings, true);
    if (token === undefined) throw new Refusal(400, "Incorrect credentials.");
    giveCookies(context, logins, token);
    return isForm ? context.redirect(rootUrl(context.req.raw, app.settings.rootPath), 303) : context.json({ success: true });
  };
  const logOut = (context: Context) => {
    if (logins !== undefined) {
      const everywhere = context.req.query("all_session") !== "false";
      for (const name of cookieNames(logins)) logins.logOut(getCookie(context, name) ?? "", everywhere);
      takeCookies(context, logins);
    }
    return toRoot(context);
  };
  route(hono, app, "/login", { POST: logIn }, "same");
  route(hono, app, "/logout", { GET: logOut });
}

/** Whether a browser sends the login page's form, and shows what is answered. */
function fromPage({ req }: Context): boolean {
  return req.header("accept")?.includes("text/html") ?? false;
}

/** Pages elsewhere may send the one over https; the other is for plain http, and for the app's own pages. */
function giveCookies(context: Context, logins: Logins, token: string): void {
  const [secure, plain] = cookieNames(logins);
  setCookie(context, secure, token, { httpOnly: true, path: "/", sameSite: "None", secure: true });
  setCookie(context, plain, token, { httpOnly: true, path: "/", sameSite: "Lax" });
}

function takeCookies(context: Context, logins: Logins): void {
  const [secure, plain] = cookieNames(logins);
  const gone = { path: "/", maxAge: 0, expires: new Date(0) } as const;
  setCookie(context, secure, "", { ...gone, sameSite: "None", secure: true });
  setCookie(context, plain, "", { ...gone, sameSite: "Lax" });
}

/** @throws Refusal naming the fields that are not there */
function required(form: FormData | undefined, names: readonly string[]): string[] {
  const values = names.map((name) => form?.get(name));
  const missing = names.filter((_, index) => typeof values[index] !== "string");
  if (missing.length > 0)
    throw unprocessable(missing.map((name) => ({ type: "missing", loc: ["body", name], msg: "Field required", input: null })));
  return values as string[];
}
