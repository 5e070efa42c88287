import { HttpError } from "../errors.js";
import type { FetchResponse } from "./fetch-types.js";

/** Where a runtime says of a redirect only that it was one. */
export function redirectError(url: URL): HttpError {
  return new HttpError(`${url.origin}${url.pathname} redirects; connect to where it leads.`, 302, { url: url.href });
}

export function refusedRedirect(failure: unknown): boolean {
  const { message, cause } = (failure ?? {}) as { readonly message?: unknown; readonly cause?: unknown };
  return message === "unexpected redirect" || (cause !== undefined && refusedRedirect(cause));
}

export function isHttp({ protocol }: URL): boolean {
  return /^https?:$/.test(protocol);
}

/** Where an answer leads, if it leads anywhere on the web. */
export function redirectTarget({ status, headers }: FetchResponse, from: URL): URL | undefined {
  const location = status >= 300 && status < 400 && status !== 304 ? headers.get("location") : null;
  if (location === null || !URL.canParse(location, from.href)) return undefined;
  const target = new URL(location, from);
  return isHttp(target) ? target : undefined;
}
