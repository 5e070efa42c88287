/** Freezes a JSON-like value in place, however deep it is. What is frozen already is taken to be so throughout. */
export function deepFreeze<Value>(value: Value): Value {
  const pending: unknown[] = [value];
  for (const part of pending) {
    if (Object.isFrozen(part)) continue; // every primitive is
    Object.freeze(part);
    for (const inner of Object.values(part as object)) if (typeof inner === "object") pending.push(inner);
  }
  return value;
}
