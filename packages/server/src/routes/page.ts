import type { Hono } from "hono";
import type { ConsoleFiles } from "../documents/console-files.js";
import { CONSOLE_SCRIPT, CONSOLE_STYLE, consoleHead } from "../documents/console-head.js";
import { apiMarkup } from "../documents/page.js";
import { pageFrame } from "../documents/page-frame.js";
import { rootUrl } from "../documents/root-url.js";
import type { App } from "./app.js";
import { route } from "./router.js";

/** Nothing but the style sheet and forms of the app itself: whatever a text of the author contains, it neither runs nor asks for anything. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "same-origin",
  "cache-control": "no-store",
};

/** The same, and the console's own script, which talks to its app and shows its files and those a person has chosen. */
const CONSOLE_HEADERS = {
  ...PAGE_HEADERS,
  "content-security-policy": `${PAGE_HEADERS["content-security-policy"]}; script-src 'self'; connect-src 'self'; img-src 'self' data: blob:; media-src 'self' data: blob:`,
};

/** What people see at the root: the app's API as text, which the console replaces where scripts run. */
export function pageRoutes(hono: Hono, app: App): void {
  const { page } = app.settings;
  if (page === false) return;
  const answer = async (request: Request): Promise<Response> => {
    if (page !== true) {
      const own = await page(request);
      // What came from `fetch` takes no headers.
      return new Response(own.body, own);
    }
    const root = rootUrl(request, app.settings.rootPath);
    const hasConsole = (await builtConsole()) !== undefined;
    const text = await pageFrame(
      app.settings.title,
      root,
      apiMarkup(app.endpoints, app.settings, root),
      hasConsole ? consoleHead(root) : "",
    );
    return new Response(text, { headers: hasConsole ? CONSOLE_HEADERS : PAGE_HEADERS });
  };
  const head = async (request: Request): Promise<Response> => new Response(null, await answer(request));
  route(hono, app, "/", { GET: ({ req }) => answer(req.raw), HEAD: ({ req }) => head(req.raw) });
  if (page !== true) return;
  route(hono, app, CONSOLE_SCRIPT, { GET: () => file("text/javascript; charset=utf-8", (files) => files.script) });
  route(hono, app, CONSOLE_STYLE, { GET: () => file("text/css; charset=utf-8", (files) => files.style) });
}

/** Loaded with the first page: who serves programs only does without. */
async function builtConsole(): Promise<ConsoleFiles | undefined> {
  return (await import("#console")).consoleFiles;
}

async function file(type: string, choose: (files: ConsoleFiles) => string): Promise<Response> {
  const files = await builtConsole();
  if (files === undefined) return Response.json({ detail: "Not Found" }, { status: 404 });
  return new Response(choose(files), {
    headers: { "content-type": type, "x-content-type-options": "nosniff", "cache-control": "no-cache" },
  });
}
