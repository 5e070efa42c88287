import type { Logins } from "../auth/logins.js";
import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Settings } from "../endpoint/settings.js";
import type { Files } from "../files/files.js";
import type { UploadWatches } from "../files/upload-watch.js";
import type { CallQueue } from "../queue/call-queue.js";
import type { DirectCalls } from "../queue/direct-calls.js";
import type { Sessions } from "../session/sessions.js";
import type { States } from "../session/states.js";

/** What routes work with. */
export interface App {
  readonly settings: Settings;
  readonly endpoints: readonly ServedEndpoint[];
  readonly queue: CallQueue;
  readonly direct: DirectCalls;
  readonly sessions: Sessions;
  readonly states: States;
  readonly files: Files;
  /** Uploads under way whose progress is watched. */
  readonly uploads: UploadWatches;
  /** `undefined`: nobody logs in. */
  readonly logins: Logins | undefined;
  /** Another number after each restart; small enough for JSON. */
  readonly appId: number;
  /** Ms between heartbeats of an open stream. */
  readonly heartbeat: number;
  /** Aborts when the server closes. */
  readonly closing: AbortSignal;
}
