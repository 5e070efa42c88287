/** Answers after which a request that is safe to repeat is worth repeating. */
const PASSING = new Set([408, 429, 502, 503, 504]);

/** Failures before the server can have seen anything: no connection came about. */
const NEVER_ARRIVED = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"]);

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;

export function isPassing(status: number): boolean {
  return PASSING.has(status);
}

/**
 * Milliseconds to wait before repeating for the `attempt`-th time (from 0): what the server asks for, else 0.5 s doubling up to 30 s,
 * of which a random half is left away so that many clients do not come back together.
 */
export function retryDelay(attempt: number, retryAfter: number | undefined, random: () => number = Math.random): number {
  if (retryAfter !== undefined) return retryAfter;
  const whole = Math.min(FIRST_DELAY * 2 ** attempt, LONGEST_DELAY);
  return whole / 2 + (whole / 2) * random();
}

/** `Retry-After` in milliseconds from now, given in seconds or as a date; `undefined` if there is none, or none that can be read. */
export function readRetryAfter(header: string | null, now: number = Date.now()): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // A date names its weekday first; `Date.parse` takes almost anything for one.
  const date = /^[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The error codes in a failure's chain of causes, outermost first: `fetch failed` hides the reason two levels down. */
export function errorCodes(failure: unknown, depth = 0): string[] {
  if (typeof failure !== "object" || failure === null || depth > 5) return [];
  const { code, cause, errors } = failure as { code?: unknown; cause?: unknown; errors?: unknown };
  const inner = Array.isArray(errors) ? errors.flatMap((error) => errorCodes(error, depth + 1)) : [];
  return [...(typeof code === "string" ? [code] : []), ...inner, ...errorCodes(cause, depth + 1)];
}

/** Whether a request that failed provably never reached a server, so that even a call may be sent again. */
export function neverArrived(failure: unknown): boolean {
  const codes = errorCodes(failure);
  return codes.length > 0 && codes.every((code) => NEVER_ARRIVED.has(code));
}
