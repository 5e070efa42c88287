import type { App, Endpoint } from "../app/app.js";
import { since } from "../app/since.js";
import type { GradioError } from "../errors.js";
import type { Http } from "../http/request.js";
import type { Call } from "./call.js";

/** Most milliseconds a caller waits for a cancel to be answered; it goes on without them. */
export const CANCEL_TIMEOUT = 10_000;

/** Whether a server can be told to end a running call of this function (protocol.md §8). */
export function canBeTold(app: App, endpoint: Endpoint): boolean {
  return hasRoute(app) || endpoint.cancelledBy !== null;
}

/**
 * Tells the server to end the running calls of a function in a session: by `/cancel`, before 4.31 by running the listener that is there to
 * cancel it. Asked once: said again, it would end what has begun since. Never rejects.
 * @param eventId The call's; only `/cancel` asks for it.
 */
export async function tellCancel(http: Http, app: App, call: Call, sessionHash: string, eventId: string | undefined): Promise<void> {
  const { fnIndex, cancelledBy } = call.endpoint;
  const [path, json] = hasRoute(app)
    ? [`${app.prefix}cancel`, { event_id: eventId, session_hash: sessionHash, fn_index: fnIndex }]
    : [`${app.prefix}run/predict`, { data: [], fn_index: cancelledBy, session_hash: sessionHash }];
  try {
    const timeout = Math.min(http.requestTimeout, CANCEL_TIMEOUT);
    await http.json(path, { json, headers: call.headers, repeat: "never-arrived", timeout });
  } catch (error) {
    const { code, status } = error as GradioError;
    // Not the error itself: in the server's words there may be what this call alone carried.
    http.log?.warn("the server could not be told to cancel", { eventId, code, status });
  }
}

function hasRoute({ version }: App): boolean {
  return since(version, 4, 31);
}
