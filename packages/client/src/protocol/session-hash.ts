import { InvalidArgumentError } from "../errors.js";

/** URL-safe, as it stands in paths, and unguessable, as it opens the session (protocol.md §9). */
export function newSessionHash(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @throws InvalidArgumentError if a session cannot be called so. */
export function checkSessionHash(hash: unknown): asserts hash is string {
  if (typeof hash === "string" && /^[\w.~-]+$/.test(hash)) return;
  throw new InvalidArgumentError("A session hash is letters, digits, `-`, `_`, `.` and `~`, at least one.", "sessionHash");
}
