import type { App, Endpoint } from "../app/app.js";
import { EndpointNotFoundError } from "../errors.js";
import { didYouMean } from "./nearest.js";

/**
 * The endpoint a caller means: `"/add"`, `"add"`, a number, or `undefined` for the app's only public named one.
 * @throws EndpointNotFoundError, which lists what there is.
 */
export function findEndpoint(app: App, wanted: string | number | undefined): Endpoint {
  const callable = app.endpoints.filter(({ visibility }) => visibility !== "private");
  const available = callable.filter(({ visibility }) => visibility === "public").map(({ name, fnIndex }) => name ?? String(fnIndex));
  if (wanted === undefined) return soleEndpoint(callable, available);
  const found = typeof wanted === "number" ? app.endpoints.find(({ fnIndex }) => fnIndex === wanted) : named(app, wanted);
  if (found === undefined) {
    throw new EndpointNotFoundError(
      `The app has no endpoint ${JSON.stringify(wanted)}.${hint(wanted, available)} It has ${listed(available)}.`,
      available,
    );
  }
  if (found.visibility === "private") {
    throw new EndpointNotFoundError(`The endpoint ${JSON.stringify(wanted)} is private; the app offers ${listed(available)}.`, available);
  }
  return found;
}

function named(app: App, name: string): Endpoint | undefined {
  return app.endpoints.find((endpoint) => endpoint.name === slashed(name));
}

function slashed(name: string): string {
  return name.startsWith("/") ? name : `/${name}`;
}

function soleEndpoint(callable: readonly Endpoint[], available: readonly string[]): Endpoint {
  const candidates = callable.filter(({ name, visibility }) => name !== null && visibility === "public");
  const [sole] = candidates;
  if (candidates.length === 1 && sole !== undefined) return sole;
  const message = candidates.length === 0 ? "The app has no public endpoint with a name" : "The app has several endpoints: name one";
  throw new EndpointNotFoundError(`${message}. It has ${listed(available)}.`, available);
}

/** A text without a slash may be meant as the only input. */
function hint(wanted: string | number, available: readonly string[]): string {
  if (typeof wanted === "number") return "";
  const input = wanted.startsWith("/") ? "" : ` (If that is an input, it goes into an array: predict([${JSON.stringify(wanted)}]).)`;
  return didYouMean(slashed(wanted), available) + input;
}

const MOST_LISTED = 20;

function listed(names: readonly string[]): string {
  if (names.length === 0) return "none";
  const shown = names.slice(0, MOST_LISTED).map((name) => JSON.stringify(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(", ")} and ${more} more` : shown.join(", ");
}
