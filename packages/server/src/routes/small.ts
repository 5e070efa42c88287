import type { Context, Hono } from "hono";
import { PAGE_STYLE } from "../documents/page-frame.js";
import { API_PREFIX } from "../documents/version.js";
import type { App } from "./app.js";
import { limited, MAX_BODY_BYTES } from "./json-body.js";
import { Refusal } from "./refusal.js";
import { route, type Slash } from "./router.js";

/** The small routes of protocol.md §13. */
export function smallRoutes(hono: Hono, app: App): void {
  let started = false;
  const json = (path: string, answer: () => unknown, slash: Slash = "redirect") => {
    route(hono, app, path, { GET: () => Response.json(answer()) }, slash);
  };
  const text = (path: string, type: string, content: string) => {
    const length = String(new TextEncoder().encode(content).length);
    route(hono, app, path, { GET: () => new Response(content, { headers: { "content-type": type, "content-length": length } }) });
  };
  json(`${API_PREFIX}/app_id`, () => ({ app_id: app.appId }), "same");
  json(`${API_PREFIX}/startup-events`, () => {
    const first = !started;
    started = true;
    return first;
  });
  route(hono, app, `${API_PREFIX}/user`, { GET: ({ var: { username } }) => Response.json(username) });
  json(`${API_PREFIX}/token`, () => ({ token: null, user: null }));
  json(`${API_PREFIX}/login_check`, () => null);
  json(`${API_PREFIX}/deep_link`, () => "");
  json(`${API_PREFIX}/queue/status`, () => ({
    msg: "estimation",
    event_id: null,
    rank: null,
    queue_size: app.queue.waiting,
    rank_eta: null,
  }));
  route(hono, app, `${API_PREFIX}/component_server`, { POST: componentServer });
  text("/robots.txt", "text/plain; charset=utf-8", "User-agent: *\nDisallow: ");
  text("/theme.css", "text/css; charset=utf-8", PAGE_STYLE);
  text(`${API_PREFIX}/theme.css`, "text/css; charset=utf-8", PAGE_STYLE);
  const manifest = { name: app.settings.title, icons: [], start_url: "./", display: "standalone" };
  text("/manifest.json", "application/manifest+json", JSON.stringify(manifest));
  route(hono, app, "/favicon.ico", { GET: () => new Response(null, { status: 204 }) });
}

/** Functions of components, as FileExplorer has one: no field here has any. */
async function componentServer({ req }: Context): Promise<never> {
  try {
    await new Response(limited(req.raw, MAX_BODY_BYTES)).json();
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal(400, "Invalid JSON body.");
  }
  throw new Refusal(404, "Function not found.");
}
