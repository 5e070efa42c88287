import type { App } from "../app/app.js";
import { since } from "../app/since.js";
import type { Http } from "../http/request.js";
import type { Call, StreamSubscription, WireSession } from "./call.js";
import { canBeTold, tellCancel } from "./tell-cancel.js";

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
 * Hears no more of a call on its session's stream, and ends it at the server (protocol.md §8). A join under way is waited for: only its
 * answer tells what to cancel. Never rejects.
 */
export async function cancelCall({ http, app, call, session, subscription, isQueued }: Cancelling): Promise<void> {
  subscription.drop();
  const eventId = await subscription.joined;
  if (eventId === undefined) return;
  const canTell = canBeTold(app, call.endpoint);
  // Before 6.14 a waiting call runs all the same, if not answered before (4.31 and later; up to 5.45 its second completion then ends the
  // stream of its siblings). Only dropping the session's stream keeps it from running, which nobody else may be in need of.
  const endsByDropOnly = isQueued() ? !since(app.version, 6, 14) : !canTell;
  if (endsByDropOnly && !session.stream.idle) {
    http.log?.warn("a cancelled call was left to run, unheard", { eventId });
    return;
  }
  if (canTell) await tellCancel(http, app, call, session.hash, eventId);
  if (endsByDropOnly) session.stream.closeIfIdle();
}
