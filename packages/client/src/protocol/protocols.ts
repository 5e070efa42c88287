import type { App, Endpoint, Version, WireName } from "../app/app.js";
import type { Http } from "../http/request.js";
import type { Protocol } from "./call.js";
import { direct } from "./direct.js";
import { sseV3 } from "./sse-v3.js";

const GENERATIONS: Readonly<Record<WireName, (http: Http, app: App) => Protocol>> = { sse_v3: sseV3 };

/**
 * How an endpoint of this app is called: through its queue, or beside it where the app says so. A direct run would give a generator's first
 * value only, and on some versions damage JSON: those join the queue all the same.
 */
export function protocolsOf(http: Http, app: App): (endpoint: Endpoint) => Protocol {
  const queue = GENERATIONS[app.wire](http, app);
  const beside = direct(http, app);
  return (endpoint) => (endpoint.queued || endpoint.generator || directRunDamages(app.version, endpoint) ? queue : beside);
}

/** From 5.46.1 to 5.49.1, a direct run gives JSON as the text of a Python object (protocol.md §5). */
function directRunDamages({ major, minor, patch }: Version, { outputs }: Endpoint): boolean {
  const damages = major === 5 && (minor > 46 || (minor === 46 && patch > 0));
  return damages && outputs.some((output) => output?.component === "Json");
}
