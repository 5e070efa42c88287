import type { Hono } from "hono";
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

/** What people see at the root. */
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
    const text = await pageFrame(app.settings.title, root, apiMarkup(app.endpoints, app.settings, root));
    return new Response(text, { headers: PAGE_HEADERS });
  };
  const head = async (request: Request): Promise<Response> => new Response(null, await answer(request));
  route(hono, app, "/", { GET: ({ req }) => answer(req.raw), HEAD: ({ req }) => head(req.raw) });
}
