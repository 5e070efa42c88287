import type { Outcome } from "./recording.js";

/** What an `output` of the wire says of its call (protocol.md §3.5, §12). */
export function readOutcome(output: unknown): Outcome {
  const { data, error } = Object(output) as { readonly data?: unknown; readonly error?: unknown };
  if (Array.isArray(data)) return { kind: "done", data };
  if (error !== undefined) return { kind: "failed", message: typeof error === "string" ? error : "" };
  // What a cancelled call ends with has neither.
  return { kind: "cancelled" };
}
