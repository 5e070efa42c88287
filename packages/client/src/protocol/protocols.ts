import type { App, Endpoint, WireName } from "../app/app.js";
import { since } from "../app/since.js";
import type { Http } from "../http/request.js";
import type { Protocol } from "./call.js";
import { direct } from "./direct.js";
import { sse } from "./sse.js";
import { sseV1AndLater } from "./sse-v1-and-later.js";
import { ws } from "./ws.js";

const GENERATIONS: Readonly<Record<WireName, (http: Http, app: App) => Protocol>> = {
  direct,
  ws,
  sse,
  sse_v1: sseV1AndLater,
  sse_v2: sseV1AndLater,
  "sse_v2.1": sseV1AndLater,
  sse_v3: sseV1AndLater,
};

/**
 * How an endpoint of this app is called: through its queue, or beside it where the app says so. A direct run would give a generator's first
 * value only, and on some versions damage JSON: those join the queue all the same. On others the queue is no place for a batch.
 */
export function protocolsOf(http: Http, app: App): (endpoint: Endpoint) => Protocol {
  const queue = GENERATIONS[app.wire](http, app);
  const beside = direct(http, app);
  return (endpoint) => {
    if (queueSpoilsBatch(app, endpoint)) return beside;
    return endpoint.queued || endpoint.generator || directRunDamages(app, endpoint) ? queue : beside;
  };
}

/** From 5.46.1 to 5.49.1, a direct run gives JSON as the text of a Python object (protocol.md §5). */
function directRunDamages({ version }: App, { outputs }: Endpoint): boolean {
  return since(version, 5, 46, 1) && !since(version, 6, 0) && outputs.some((output) => output?.component === "Json");
}

/**
 * From 4.0 to 4.10, a batch stops the queue, for every function, until the app starts anew (protocol.md §3.2); up to 4.19 every call of a batch
 * gets the value of its last one (§14).
 */
function queueSpoilsBatch({ version }: App, { batch }: Endpoint): boolean {
  return batch && since(version, 4, 0) && !since(version, 4, 20);
}
