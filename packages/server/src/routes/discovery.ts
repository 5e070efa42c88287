import type { Context, Hono } from "hono";
import { configDocument } from "../documents/config.js";
import { infoDocument } from "../documents/info.js";
import { openapiDocument } from "../documents/openapi.js";
import { rootUrl } from "../documents/root-url.js";
import { API_PREFIX } from "../documents/version.js";
import type { App } from "./app.js";
import { route } from "./router.js";

/** What the app offers. `/config` and `/info` are computed for each caller, as both name the root the caller sees. */
export function discoveryRoutes(hono: Hono, app: App): void {
  const { endpoints, settings, appId } = app;
  const rootOf = (request: Request) => rootUrl(request, settings.rootPath);
  const config = ({ req, var: { username } }: Context) => configDocument(endpoints, settings, appId, { root: rootOf(req.raw), username });
  route(hono, app, "/config", { GET: (context) => Response.json(config(context)) }, "same");
  route(hono, app, `${API_PREFIX}/openapi.json`, { GET: () => Response.json(openapiDocument(endpoints, settings)) });
  // Any value asks for all, "False" included (protocol.md §2).
  const info = (request: Request, all: string | undefined) => infoDocument(endpoints, rootOf(request), Boolean(all));
  route(hono, app, `${API_PREFIX}/info`, { GET: ({ req }) => Response.json(info(req.raw, req.query("all_endpoints"))) }, "same");
}
