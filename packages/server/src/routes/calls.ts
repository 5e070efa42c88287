import type { Context, Hono } from "hono";
import { API_PREFIX } from "../documents/version.js";
import { admit, filesOf, findEndpoint } from "./accept-call.js";
import type { App } from "./app.js";
import { type BodyFields, readBody } from "./json-body.js";
import { Refusal } from "./refusal.js";
import { route } from "./router.js";

/** The body of a join, a direct run or a curl call (protocol.md §3.3). Unknown members are ignored. */
export const PREDICT_BODY: BodyFields = {
  data: { type: "list", required: true },
  fn_index: { type: "integer" },
  session_hash: { type: "hash" },
  simple_format: { type: "boolean" },
  event_data: { type: "any" },
  trigger_id: { type: "integer" },
};

const CANCEL_BODY: BodyFields = {
  session_hash: { type: "hash", required: true },
  fn_index: { type: "integer", required: true },
  event_id: { type: "string", required: true },
};

const RESET_BODY: BodyFields = { event_id: { type: "string", required: true } };

/** Joining the queue, cancelling, and the `reset` that does nothing any more (protocol.md §8). */
export function callRoutes(hono: Hono, app: App): void {
  const join = async (context: Context) => {
    const { req } = context;
    const body = await readBody(req.raw, PREDICT_BODY);
    if (!body["session_hash"]) throw new Refusal(400, "Session hash not found.");
    if (body["fn_index"] === undefined) throw new Refusal(400, "No function index provided.");
    const endpoint = findEndpoint(app, { id: body["fn_index"] as number });
    const data = body["data"] as unknown[];
    const sessionHash = body["session_hash"] as string;
    const validated = await admit(app, endpoint, data, sessionHash);
    const whole = body["simple_format"] === true;
    const files = filesOf(app, req.raw, sessionHash);
    const call = { endpoint, data, validated, username: context.get("username"), files, request: req.raw, sessionHash, whole };
    return Response.json({ event_id: app.queue.submit(call) });
  };
  const cancel = async ({ req }: Context) => {
    const body = await readBody(req.raw, CANCEL_BODY);
    app.queue.cancel(body["session_hash"] as string, body["event_id"] as string);
    return Response.json({ success: true });
  };
  const reset = async ({ req }: Context) => {
    await readBody(req.raw, RESET_BODY);
    return Response.json({ success: true });
  };
  route(hono, app, `${API_PREFIX}/queue/join`, { POST: join });
  route(hono, app, `${API_PREFIX}/cancel`, { POST: cancel });
  route(hono, app, `${API_PREFIX}/reset`, { POST: reset }, "same");
}
