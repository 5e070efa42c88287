import type { App } from "../app/app.js";
import { TimeoutError } from "../errors.js";
import type { Http } from "../http/request.js";

/** Milliseconds a sign of life may take, however long other requests may. */
const LONGEST_QUESTION = 60_000;

/** Whether a server answers, or cannot be reached; not, if it keeps silent (protocol.md §3.6). */
export async function appAnswers(http: Http, app: App, signal: AbortSignal): Promise<boolean> {
  try {
    await http.answer(`${app.prefix}app_id`, { signal, timeout: Math.min(http.requestTimeout, LONGEST_QUESTION), repeat: "never" });
    return true;
  } catch (error) {
    return !(error instanceof TimeoutError);
  }
}
