import type { ApiInfo, EndpointInfo } from "./api-info.js";
import { noSuchEndpoint } from "./no-such-endpoint.js";
import { slashed } from "./slashed.js";

/** @throws EndpointNotFoundError */
export function findInfo(info: ApiInfo, wanted: string | number): EndpointInfo {
  const all = [...Object.values(info.namedEndpoints), ...Object.values(info.unnamedEndpoints)];
  const found = all.find(({ name, fnIndex }) => (typeof wanted === "number" ? fnIndex === wanted : name === slashed(wanted)));
  if (found !== undefined) return found;
  const available = all.filter(({ visibility }) => visibility === "public").map(({ name, fnIndex }) => name ?? String(fnIndex));
  throw noSuchEndpoint(wanted, available);
}
