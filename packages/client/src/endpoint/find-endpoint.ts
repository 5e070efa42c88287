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
    const hint =
      typeof wanted === "string"
        ? `${didYouMean(slashed(wanted), available)} (An input goes into an array: predict([${JSON.stringify(wanted)}]).)`
        : "";
    throw new EndpointNotFoundError(`The app has no endpoint ${JSON.stringify(wanted)}; it has ${listed(available)}.${hint}`, available);
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

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.map((name) => JSON.stringify(name)).join(", ");
}
