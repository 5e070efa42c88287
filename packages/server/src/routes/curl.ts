import type { CompletedMessage, GeneratingMessage } from "@gradio-ts/wire";
import type { Context, Hono } from "hono";
import { API_PREFIX } from "../documents/version.js";
import { namedValues } from "../endpoint/named-values.js";
import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Session } from "../session/session.js";
import { SessionReader } from "../session/session-reader.js";
import { findEndpoint } from "./accept-call.js";
import type { App } from "./app.js";
import { PREDICT_BODY } from "./calls.js";
import { type EventSource, eventStream } from "./event-stream.js";
import { readBody, readObject, unprocessable } from "./json-body.js";
import { route } from "./router.js";
import { submitCall } from "./submit-call.js";

/** The API for people with curl: a call by name, its values as named server-sent events (protocol.md §6). */
export function curlRoutes(hono: Hono, app: App): void {
  const submit = async (context: Context, endpoint: ServedEndpoint, data: readonly unknown[], sessionHash?: string) => {
    const call = { endpoint, data, username: context.get("username"), request: context.req.raw, sessionHash };
    return Response.json({ event_id: await submitCall(app, call) });
  };
  const byParameter = async (context: Context) => {
    const { req } = context;
    const endpoint = findEndpoint(app, { name: req.param("name") ?? "" });
    return submit(context, endpoint, inOrder(endpoint, await readObject(req.raw)));
  };
  const byPosition = async (context: Context) => {
    const { req } = context;
    const body = await readBody(req.raw, PREDICT_BODY);
    const endpoint = findEndpoint(app, { name: req.param("name") ?? "" });
    return submit(context, endpoint, body["data"] as unknown[], body["session_hash"] as string | undefined);
  };
  const read = (parameter: string) => (context: Context) =>
    eventStream(context.req.raw, valuesOf(app, context.req.param(parameter) ?? ""), app.settings.logger);

  route(hono, app, `${API_PREFIX}/call/v2/:name/:event`, { GET: read("event") });
  // Its GET is that of an endpoint called "v2".
  route(hono, app, `${API_PREFIX}/call/v2/:name`, { POST: byParameter, GET: read("name") });
  route(hono, app, `${API_PREFIX}/call/:name/:event`, { GET: read("event") });
  route(hono, app, `${API_PREFIX}/call/:name`, { POST: byPosition });
}

/** Values by parameter name, in order, defaults filled in. @throws Refusal naming those that are missing or unknown */
function inOrder(endpoint: ServedEndpoint, given: Readonly<Record<string, unknown>>): readonly unknown[] {
  const { data, missing, unknown } = namedValues(endpoint, given);
  const issues = [
    ...missing.map((name) => ({ type: "missing", loc: ["body", name], msg: "Field required", input: given })),
    ...unknown
      .filter((name) => name !== "oauth_token")
      .map((name) => ({ type: "extra_forbidden", loc: ["body", name], msg: "Extra inputs are not permitted", input: given[name] })),
  ];
  if (issues.length > 0) throw unprocessable(issues);
  return data;
}

/** The values of one event, whole; then the end. */
function valuesOf(app: App, eventId: string): EventSource {
  const session = app.sessions.ofEvent(eventId);
  if (session !== undefined) return eventsOf(app, session, eventId);
  let told = false;
  return {
    async next() {
      const text = told ? undefined : event("error", "404: Not Found");
      told = true;
      return text;
    },
    drop() {},
  };
}

function eventsOf(app: App, session: Session, eventId: string): EventSource {
  const reader = new SessionReader(session, eventId, app.heartbeat);
  return {
    async next() {
      for (;;) {
        const reading = await reader.next();
        if (reading === "end") return undefined;
        if (reading === "gone" || reading === "stopped") return event("error", "404: Not Found");
        if (reading === "heartbeat") return event("heartbeat", null);
        if (reading.msg === "process_generating") return event("generating", (JSON.parse(reading.text) as GeneratingMessage).output.data);
        if (reading.msg === "process_completed") return ending(JSON.parse(reading.text) as CompletedMessage);
      }
    },
    drop() {
      const { newest } = reader;
      if (reader.close() && newest) app.queue.abandonCall(session, eventId);
    },
  };
}

/** A cancelled call completes with null. */
function ending({ success, output }: CompletedMessage): string {
  if (!success) return event("error", output);
  return event("complete", "data" in output ? output.data : null);
}

function event(name: string, data: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
