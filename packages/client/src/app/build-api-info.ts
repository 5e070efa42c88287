import type { ApiInfo, EndpointInfo, HttpApi } from "../view-api/api-info.js";
import { apiText } from "../view-api/api-text.js";
import type { Endpoint } from "./app.js";

/** What `viewApi()` gives: every endpoint but the private ones. Of two with one name the first counts, as it is the one that is called. */
export function buildApiInfo(src: string, http: HttpApi, endpoints: readonly Endpoint[]): ApiInfo {
  // Without prototype: the names are the app's.
  const namedEndpoints: Record<string, EndpointInfo> = Object.create(null);
  const unnamedEndpoints: Record<number, EndpointInfo> = Object.create(null);
  for (const { name, fnIndex, visibility, info } of endpoints) {
    if (visibility === "private") continue;
    if (name === null) unnamedEndpoints[fnIndex] ??= info;
    else namedEndpoints[name] ??= info;
  }
  const info: ApiInfo = { src, namedEndpoints, unnamedEndpoints, http };
  return Object.defineProperty(info, "toString", { value: () => apiText(info) });
}
