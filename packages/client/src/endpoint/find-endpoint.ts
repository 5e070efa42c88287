import type { App, Endpoint } from "../app/app.js";
import { EndpointNotFoundError } from "../errors.js";
import { listed } from "../view-api/listed.js";
import { noSuchEndpoint } from "../view-api/no-such-endpoint.js";
import { slashed } from "../view-api/slashed.js";

/**
 * The endpoint a caller means: `"/add"`, `"add"`, a number, or `undefined` for the app's only public named one.
 * @throws EndpointNotFoundError, which lists what there is.
 */
export function findEndpoint(app: App, wanted: string | number | undefined): Endpoint {
  const callable = app.endpoints.filter(({ visibility }) => visibility !== "private");
  const available = callable.filter(({ visibility }) => visibility === "public").map(({ name, fnIndex }) => name ?? String(fnIndex));
  if (wanted === undefined) return soleEndpoint(callable, available);
  const found = typeof wanted === "number" ? app.endpoints.find(({ fnIndex }) => fnIndex === wanted) : named(app, wanted);
  if (found === undefined) throw noSuchEndpoint(wanted, available);
  if (found.visibility === "private") {
    throw new EndpointNotFoundError(`The endpoint ${JSON.stringify(wanted)} is private; the app offers ${listed(available)}.`, available);
  }
  return found;
}

function named(app: App, name: string): Endpoint | undefined {
  return app.endpoints.find((endpoint) => endpoint.name === slashed(name));
}

function soleEndpoint(callable: readonly Endpoint[], available: readonly string[]): Endpoint {
  const candidates = callable.filter(({ name, visibility }) => name !== null && visibility === "public");
  const [sole] = candidates;
  if (candidates.length === 1 && sole !== undefined) return sole;
  const message = candidates.length === 0 ? "The app has no public endpoint with a name" : "The app has several endpoints: name one";
  throw new EndpointNotFoundError(`${message}. It has ${listed(available)}.`, available);
}
