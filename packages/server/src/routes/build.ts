import { Hono } from "hono";
import type { App } from "./app.js";
import { callRoutes } from "./calls.js";
import { compression } from "./compression.js";
import { curlRoutes } from "./curl.js";
import { directRoutes } from "./direct.js";
import { discoveryRoutes } from "./discovery.js";
import { fileRoutes } from "./files.js";
import { guard } from "./guard.js";
import { loginRoutes } from "./login.js";
import { mcpRoutes } from "./mcp.js";
import { pageRoutes } from "./page.js";
import { Refusal } from "./refusal.js";
import { smallRoutes } from "./small.js";
import { streamRoutes } from "./stream.js";
import { uploadRoutes } from "./upload.js";

/** All routes, and what is said where there is none or one fails. */
export function buildRoutes(app: App): Hono {
  const hono = new Hono();
  compression(hono);
  guard(hono, app);
  loginRoutes(hono, app);
  discoveryRoutes(hono, app);
  pageRoutes(hono, app);
  mcpRoutes(hono, app);
  smallRoutes(hono, app);
  callRoutes(hono, app);
  streamRoutes(hono, app);
  directRoutes(hono, app);
  curlRoutes(hono, app);
  uploadRoutes(hono, app);
  fileRoutes(hono, app);
  hono.notFound(() => Response.json({ detail: "Not Found" }, { status: 404 }));
  hono.onError((error, context) => {
    if (error instanceof Refusal) {
      if (error.status === 408) app.settings.logger.warn("a request body has stopped coming", { path: context.req.path });
      return Response.json({ detail: error.detail }, { status: error.status });
    }
    app.settings.logger.error("a request failed", { error });
    return Response.json({ detail: "Internal Server Error" }, { status: 500 });
  });
  return hono;
}
