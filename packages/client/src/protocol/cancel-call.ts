import type { App, Version } from "../app/app.js";
import { HttpError } from "../errors.js";
import type { Http } from "../http/request.js";
import type { Call, StreamSubscription, WireSession } from "./call.js";

export interface Cancelling {
  readonly http: Http;
  readonly app: App;
  readonly call: Call;
  readonly session: WireSession;
  readonly subscription: StreamSubscription;
  /** Whether it still waits, as far as is known. */
  readonly isQueued: () => boolean;
}

/**
 * Hears no more of a call, and ends it at the server (protocol.md §8.1). A join under way is waited for: only its answer tells what to
 * cancel. Never rejects.
 */
export async function cancelCall({ http, app, call, session, subscription, isQueued }: Cancelling): Promise<void> {
  subscription.drop();
  const eventId = await subscription.joined;
  if (eventId === undefined) return;
  // Before 6.14 a waiting call is answered, and runs all the same; its second completion then ends the stream of its siblings (up to 5.45).
  // Only dropping the session's stream keeps it from running, which nobody else may be in need of.
  const staysQueued = isQueued() && !removesQueued(app.version);
  if (staysQueued && !session.stream.idle) {
    http.log?.warn("a queued call was left to run, unheard", { eventId });
    return;
  }
  const json = { event_id: eventId, session_hash: session.hash, fn_index: call.endpoint.fnIndex };
  try {
    await http.json(`${app.prefix}cancel`, { json, headers: call.headers, repeat: "safe" });
  } catch (error) {
    http.log?.warn("the server could not be told to cancel", { eventId, error: error instanceof HttpError ? error.status : error });
  }
  if (staysQueued) session.stream.closeIfIdle();
}

function removesQueued({ major, minor }: Version): boolean {
  return major > 6 || (major === 6 && minor >= 14);
}
