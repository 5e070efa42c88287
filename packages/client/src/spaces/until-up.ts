import { GradioError, RateLimitError, SpaceError } from "../errors.js";
import { asCancelled } from "../http/as-cancelled.js";
import { delay } from "../http/delay.js";
import { onAbort } from "../http/on-abort.js";
import type { Http } from "../http/request.js";
import { retryDelay } from "../http/retry.js";
import type { Hub, Space } from "./hub.js";
import { type SpaceStatus, spaceStatus, standingOf } from "./space-status.js";

export interface Watch {
  /** Hears of every stage, once for as long as it lasts. */
  readonly tell: (status: SpaceStatus) => void;
  /** Ends the waiting: nothing else bounds it. */
  readonly signal: AbortSignal;
}

/** From here on polls come no further apart: 4 to 8 s. */
const SLOWEST = 4;

/**
 * Waits until a Space is up, waking it if it is asleep. One poll after another, further and further apart; one that fails in passing only
 * means that there is no news.
 * @returns whether it had to wait.
 * @throws SpaceError where waiting does not help; RateLimitError where the hub wants a longer pause than a request may take.
 */
export async function untilUp(space: Space, hub: Hub, http: Http, { tell, signal }: Watch): Promise<boolean> {
  const ended = new AbortController();
  const forget = onAbort(signal, () => ended.abort(signal.reason));
  const wake = waker(http, ended.signal);
  let { runtime } = space;
  let told: string | undefined;
  try {
    for (let attempt = 0, pause = 0; ; attempt++) {
      const { stage, reason } = runtime;
      const status = spaceStatus(space.id, stage);
      if (stage !== told) tell(status);
      told = stage;
      const standing = standingOf(stage);
      if (standing === "up") return attempt > 0;
      if (standing === "stuck") throw new SpaceError(reason === undefined ? status.message : `${status.message} ${reason}`, stage);
      if (standing === "asleep") wake();
      await delay(Math.max(pause, retryDelay(Math.min(attempt, SLOWEST), undefined)), signal).catch((why) => {
        throw asCancelled(why);
      });
      const news = await hub.runtime(space.id, { signal, repeat: "never" }).catch(passing);
      if (!(news instanceof GradioError)) runtime = news;
      pause = news instanceof RateLimitError ? (news.retryAfter ?? 0) * 1000 : 0;
      if (pause > http.requestTimeout) throw news;
    }
  } finally {
    forget();
    ended.abort();
  }
}

function passing(error: unknown): GradioError {
  if (error instanceof GradioError && error.retryable) return error;
  throw error;
}

/** No call wakes a Space; a request to its host does (protocol.md §15). One at a time: it may be left without an answer for long. */
function waker(http: Http, signal: AbortSignal): () => void {
  let asking = false;
  const answered = () => {
    asking = false;
  };
  return () => {
    if (asking) return;
    asking = true;
    http.answer("config", { signal, repeat: "never" }).then(answered, answered);
  };
}
