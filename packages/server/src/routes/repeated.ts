/** Letters, and values, of an input that a refusal repeats. */
const MOST = 10_000;

/** What a refusal says of the value it refuses: the value, or null for one that nobody would read to its end. */
export function repeated(value: unknown): unknown {
  return weight(value, MOST) > MOST ? null : value;
}

/** @param limit Beyond which it is not worth counting. */
function weight(value: unknown, limit: number): number {
  if (typeof value === "string") return value.length;
  let sum = 1;
  if (typeof value !== "object" || value === null) return sum;
  // Not all keys at once: there may be millions.
  for (const key in value) {
    sum += key.length + weight((value as Record<string, unknown>)[key], limit - sum);
    if (sum > limit) break;
  }
  return sum;
}
