/** A value as JSON has it, now: what its owner changes later does not reach it. Costs nothing for texts, the most common values. */
export function snapshot(value: unknown): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  const text = JSON.stringify(value);
  return text === undefined ? null : JSON.parse(text);
}
