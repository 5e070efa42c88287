import { createHash } from "node:crypto";
import type { EndpointInfo, ParameterInfo, ReturnInfo } from "@gradio-ts/client";
import { canonicalJson } from "./canonical-json.js";
import type { NamedEndpoint } from "./listed-endpoints.js";
import { withoutAddresses } from "./without-addresses.js";

/** Eight hex digits of what callers can see of these endpoints: neither host nor day, numbers nor order matter. */
export function apiHash(endpoints: readonly NamedEndpoint[]): string {
  const api = Object.fromEntries(endpoints.map(({ key, endpoint }) => [key, seen(endpoint)]));
  return createHash("sha256").update(canonicalJson(api)).digest("hex").slice(0, 8);
}

function seen({ description, generator, oauthToken, parameters, returns, visibility }: EndpointInfo): object {
  return { description, generator, oauthToken, visibility, parameters: parameters.map(seenInput), returns: returns.map(seenValue) };
}

function seenInput(parameter: ParameterInfo): object {
  const { name, required } = parameter;
  return { ...seenValue(parameter), name, required, default: required ? undefined : withoutAddresses(parameter) };
}

function seenValue({ label, component, description, schema }: ReturnInfo): object {
  return { label, component, description, schema };
}
