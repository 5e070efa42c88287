import { InvalidArgumentError } from "../errors.js";
import type { HeaderInit } from "./fetch-types.js";

/**
 * Headers of one message or one connection: those of an incoming request would be wrong on ours. A body's type is always the client's own,
 * as a foreign one makes the server refuse it (protocol.md §3.3).
 */
const OF_ONE_MESSAGE = new Set(
  "host connection content-length content-type content-encoding transfer-encoding keep-alive te trailer upgrade expect accept accept-encoding origin referer".split(
    " ",
  ),
);

/** Headers by lower-case name. `null` takes the client's own header of that name away. */
export type HeaderChanges = ReadonlyMap<string, string | null>;

/**
 * The caller's headers, read once and checked.
 * @throws InvalidArgumentError for a name or value that no header can have; the message never holds the value.
 */
export function readHeaders(headers: HeaderInit | undefined, option = "headers"): HeaderChanges {
  const changes = new Map<string, string | null>();
  if (headers === undefined) return changes;
  if (typeof headers !== "object" || headers === null || Array.isArray(headers)) {
    throw new InvalidArgumentError(`${option} must be an object of names and values, or a Headers object.`, option);
  }
  if (typeof headers.forEach === "function") {
    (headers as Headers).forEach((value, name) => {
      if (!OF_ONE_MESSAGE.has(name.toLowerCase())) changes.set(name.toLowerCase(), value);
    });
  } else {
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) changes.set(name.toLowerCase(), value);
    changes.delete("content-type");
  }
  for (const [name, value] of changes) checkHeader(name, value, option);
  return changes;
}

function checkHeader(name: string, value: unknown, option: string): void {
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
    throw new InvalidArgumentError(`${option}: ${JSON.stringify(name)} cannot be the name of a header.`, option);
  if (value === null || (typeof value === "string" && isHeaderValue(value))) return;
  throw new InvalidArgumentError(`${option}: the value of ${JSON.stringify(name)} must be one line of Latin-1 text, or null.`, option);
}

/** Latin-1 without control characters: what `fetch` takes. */
export function isHeaderValue(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if (code > 255 || code === 127 || (code < 32 && code !== 9)) return false;
  }
  return true;
}

/** `own` with each of `changes` laid over it, in order. */
export function changedHeaders(
  own: Readonly<Record<string, string>>,
  changes: readonly (HeaderChanges | undefined)[],
): Record<string, string> {
  const headers: Record<string, string> = { ...own };
  for (const layer of changes) {
    for (const [name, value] of layer ?? []) {
      if (value === null) delete headers[name];
      else headers[name] = value;
    }
  }
  return headers;
}
