import { EndpointNotFoundError } from "../errors.js";
import { listed } from "./listed.js";
import { didYouMean } from "./nearest.js";
import { slashed } from "./slashed.js";

/** The error for an endpoint that an app does not have: names the nearest, and what there is. */
export function noSuchEndpoint(wanted: string | number, available: readonly string[]): EndpointNotFoundError {
  return new EndpointNotFoundError(
    `The app has no endpoint ${JSON.stringify(wanted)}.${hint(wanted, available)} It has ${listed(available)}.`,
    available,
  );
}

/** A text without a slash may be meant as the only input. */
function hint(wanted: string | number, available: readonly string[]): string {
  if (typeof wanted === "number") return "";
  const input = wanted.startsWith("/") ? "" : ` (If that is an input, it goes into an array: predict([${JSON.stringify(wanted)}]).)`;
  return didYouMean(slashed(wanted), available) + input;
}
