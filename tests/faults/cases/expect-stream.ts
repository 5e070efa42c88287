import type { Expectation } from "./case.js";
import type { StreamFault, StreamMoment } from "./stream-faults.js";
import type { Transport } from "./transport.js";

const VALUE = { outcome: "value" } as const;
const LOST = { outcome: { error: "CONNECTION_LOST" } } as const;

/** design.md's promises on what the wire forces, for a line that is struck while a call is on it. */
export function expectStream(moment: StreamMoment, fault: StreamFault, transport: Transport): Expectation {
  // The first last word is final.
  if (moment === "after the end") return { ...VALUE, requests: 1 };
  const expected = withBrother(outcomeOf(fault, transport), fault, transport);
  if (!fault.resubmit) return { ...expected, requests: 1 };
  // Never after an output has been handed out.
  return moment === "queued" || moment === "processing" ? { ...VALUE, requests: 2 } : { ...expected, requests: 1 };
}

/** A session's one stream takes all its calls with it; a line of its own, its call alone. */
function withBrother(expected: Expectation, { act, resubmit }: StreamFault, { shared }: Transport): Expectation {
  const lost = typeof expected.outcome === "object" && expected.brother === undefined;
  if (!lost || resubmit || act === "restart") return expected;
  return { ...expected, brother: shared ? "same error" : "value" };
}

function outcomeOf({ act }: StreamFault, { shared, announcesEnd }: Transport): Expectation {
  switch (act) {
    case "reset":
    case "cut":
    case "silent":
    case "restart":
    case "server stopped":
    case "ended twice":
    case "closed twice":
      return LOST;
    case "ended":
      // A proper end, if the version ends its streams so: what is missing comes on the next.
      return shared && !announcesEnd ? VALUE : LOST;
    case "session not found":
      return { outcome: { error: "SESSION_NOT_FOUND" } };
    case "queue full":
      return { outcome: { error: "QUEUE_FULL" } };
    case "truncated JSON":
    case "a list for a message":
      return { outcome: { error: "PROTOCOL" } };
    case "a step without data":
    case "a step that is no edit":
      return { outcome: { error: "PROTOCOL" }, brother: "value" };
    case "cancelled":
      return { outcome: { error: "CANCELLED" }, brother: "value" };
    case "failure before success":
      return { outcome: { error: "APP_ERROR" }, brother: "value" };
    case "completed without data":
      return { outcome: { error: "CANCELLED" }, brother: "value" };
    case "closed":
    case "busy":
    case "unknown message":
    case "a comment and a blank event":
    case "heartbeats":
    case "said twice":
    case "foreign messages":
    case "failure after success":
    case "8 MB in one line":
    case "byte by byte":
    case "split in two":
    case "coalesced":
    case "lines end with CRLF":
      return { ...VALUE, brother: "value" };
  }
}
