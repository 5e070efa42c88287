import type { App, Endpoint, WireName } from "../app/app.js";
import type { Http } from "../http/request.js";
import type { Protocol } from "./call.js";
import { direct } from "./direct.js";
import { sseV3 } from "./sse-v3.js";

const GENERATIONS: Readonly<Record<WireName, (http: Http, app: App) => Protocol>> = { sse_v3: sseV3 };

/** How an endpoint of this app is called: through its queue, or beside it where the app says so. A direct run would give a generator's first value only. */
export function protocolsOf(http: Http, app: App): (endpoint: Endpoint) => Protocol {
  const queue = GENERATIONS[app.wire](http, app);
  const beside = direct(http, app);
  return ({ queued, generator }) => (queued || generator ? queue : beside);
}
