import type { HeardCall } from "./recording.js";

/** The body of a join or a direct run, as a call. @param name Of a function that the path names, and the body does not. @returns `undefined` for what is none. */
export function readHeard(body: unknown, name?: string): HeardCall | undefined {
  const { data, fn_index: fn, event_data: eventData } = Object(body) as Readonly<Record<string, unknown>>;
  const called = typeof fn === "number" ? fn : name;
  if (!Array.isArray(data) || called === undefined) return undefined;
  return { fn: called, data, clicked: eventData !== undefined && eventData !== null };
}
