import type { PredictBody } from "@gradio-ts/wire";
import type { Call } from "./call.js";

/** The body that every way of calling a function takes (protocol.md §3.3). */
export function predictBody(call: Call, sessionHash: string): PredictBody {
  const body = {
    data: call.data,
    fn_index: call.endpoint.fnIndex,
    session_hash: sessionHash,
    event_data: call.eventData ?? null,
    trigger_id: null,
  };
  return call.oauthToken === undefined ? body : { ...body, oauth_token: call.oauthToken };
}
