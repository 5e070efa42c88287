import type { PredictBody } from "@gradio-ts/wire";
import type { App } from "../app/app.js";
import type { Call } from "./call.js";
import { fileForm } from "./file-form.js";

/** The body that every way of calling a function takes (protocol.md §3.3). */
export function predictBody(app: App, call: Call, sessionHash: string): PredictBody {
  const { endpoint, eventData, oauthToken } = call;
  const body = {
    data: fileForm(app.version).write(call.data, endpoint),
    fn_index: endpoint.fnIndex,
    session_hash: sessionHash,
    event_data: eventData ?? null,
    // What `gr.EventData` calls its target; of no use without an event.
    trigger_id: eventData === undefined ? null : endpoint.trigger,
  };
  return oauthToken === undefined ? body : { ...body, oauth_token: oauthToken };
}
