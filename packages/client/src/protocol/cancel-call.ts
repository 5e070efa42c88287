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
 *
 * Before 6.14 a waiting call that is cancelled runs all the same, and up to 5.45 its second completion ends the stream of its siblings. What
 * keeps it from running is the end of the session's stream, which nobody else may be in need of; so with calls that no version can be told of.
 */
export async function cancelCall({ http, app, call, session, subscription, isQueued }: Cancelling): Promise<void> {
  subscription.drop();
  const endsByDropOnly = () => (isQueued() ? !since(app.version, 6, 14) : !canBeTold(app, call.endpoint));
  // At once, before another call needs the stream.
  if (endsByDropOnly() && session.stream.idle) return session.stream.dropIdle();
  const eventId = await subscription.joined;
  if (eventId === undefined) return;
  if (!endsByDropOnly()) await tellCancel(http, app, call, session.hash, eventId);
  else if (session.stream.idle) await session.stream.dropIdle();
  else http.log?.warn("a cancelled call was left to run, unheard", { eventId });
}
