import type { Context, Hono } from "hono";
import { API_PREFIX } from "../documents/version.js";
import { filesOf, findEndpoint, refuseWhileClosing, validate } from "./accept-call.js";
import type { App } from "./app.js";
import { PREDICT_BODY } from "./calls.js";
import { readBody } from "./json-body.js";
import { route } from "./router.js";

/** Calls answered in the request itself (protocol.md §5). */
export function directRoutes(hono: Hono, app: App): void {
  const answer = async (context: Context) => {
    const { req } = context;
    const body = await readBody(req.raw, PREDICT_BODY);
    refuseWhileClosing(app);
    const id = body["fn_index"];
    // The number wins: npm's client puts anything in the path.
    const endpoint = findEndpoint(app, typeof id === "number" ? { id } : { name: req.param("name") ?? "" });
    const data = body["data"] as unknown[];
    const validated = await validate(endpoint, data);
    // Validators may have taken their time.
    refuseWhileClosing(app);
    const sessionHash = (body["session_hash"] as string | undefined) || undefined;
    const { ok, json } = await app.direct.run(
      { endpoint, data, validated, username: context.get("username"), files: filesOf(app, req.raw, sessionHash ?? "") },
      req.raw,
      sessionHash,
    );
    return new Response(json, { status: ok ? 200 : 500, headers: { "content-type": "application/json" } });
  };
  for (const kind of ["run", "api"]) route(hono, app, `${API_PREFIX}/${kind}/:name`, { POST: answer }, "same");
}
