import { InvalidArgumentError } from "../errors.js";
import { checkSessionHash } from "../protocol/session-hash.js";

/**
 * A call in an app's queue, as plain data: `JSON.stringify` it, store it, `attach` it elsewhere. Keep it secret: it opens the session.
 * Of another app if its `src` is another. Good until 2,000 newer sessions have joined or the server restarts; it holds no cookie, so behind several replicas it may meet the wrong one.
 */
export interface JobRef<E extends string | number = string | number> {
  readonly src: string;
  readonly endpoint: E;
  readonly eventId: string;
  readonly sessionHash: string;
}

/**
 * A reference to a call of the app at `src`.
 * @throws InvalidArgumentError for one to another app's call, and for what is no reference.
 */
export function checkJobRef(ref: unknown, src: string): asserts ref is JobRef {
  const { src: of, endpoint, eventId, sessionHash } = (typeof ref === "object" && ref !== null ? ref : {}) as Partial<JobRef>;
  const named = typeof endpoint === "string" || typeof endpoint === "number";
  if (typeof of !== "string" || !named || typeof eventId !== "string" || eventId === "" || sessionHash === undefined) {
    const parse = typeof ref === "string" ? " Parse it first: JSON.parse(text)." : "";
    throw new InvalidArgumentError(
      `attach() takes what enqueue() gave: an object with src, endpoint, eventId and sessionHash.${parse}`,
      "ref",
    );
  }
  checkSessionHash(sessionHash);
  if (of !== src) throw new InvalidArgumentError(`The reference is to a call of ${of}, and this client is connected to ${src}.`, "ref");
}
