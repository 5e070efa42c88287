import { loginMarkup } from "../documents/login-markup.js";
import { pageFrame } from "../documents/page-frame.js";
import { rootUrl } from "../documents/root-url.js";
import type { Settings } from "../endpoint/settings.js";
import { PAGE_HEADERS } from "./page.js";

/**
 * What a browser gets of a locked app: a form that logs in and opens the page behind it.
 * @param refused After a name and a password that do not fit.
 */
export async function loginPage(request: Request, settings: Settings, refused = false): Promise<Response> {
  const root = rootUrl(request, settings.rootPath);
  const page = await pageFrame(settings.title, root, loginMarkup(settings, root, refused));
  return new Response(request.method === "HEAD" ? null : page, { status: refused ? 400 : 200, headers: PAGE_HEADERS });
}
