import type { Answering } from "../cases/request-faults.js";

/** The headers of an answer that is somebody else's. */
export function answerHeaders({ contentType, retryAfter }: Answering): Record<string, string> {
  const type = { "content-type": contentType };
  if (retryAfter === undefined) return type;
  // A date is of whole seconds: this one is at least one away.
  if (retryAfter === "a date") return { ...type, "retry-after": new Date(Date.now() + 2000).toUTCString() };
  return { ...type, "retry-after": retryAfter === "1 s" ? "1" : "3600" };
}
