/**
 * A copy of a state that a handler may change without the original noticing: plain objects, arrays, maps, sets and dates are copied deeply.
 * Anything else (an open connection, an instance of a class) is shared, as nobody knows how to copy it.
 */
export function copyState(value: unknown, copies = new Map<object, object>()): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (Array.isArray(value)) {
    const copy: unknown[] = [];
    copies.set(value, copy);
    for (const element of value) copy.push(copyState(element, copies));
    return copy;
  }
  if (value instanceof Date) return new Date(value);
  if (value instanceof Map) {
    const copy = new Map();
    copies.set(value, copy);
    for (const [key, member] of value) copy.set(copyState(key, copies), copyState(member, copies));
    return copy;
  }
  if (value instanceof Set) {
    const copy = new Set();
    copies.set(value, copy);
    for (const member of value) copy.add(copyState(member, copies));
    return copy;
  }
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const copy: object = Object.create(prototype);
  copies.set(value, copy);
  // Defined, not assigned: a key called "__proto__" is one like any other.
  for (const [key, member] of Object.entries(value)) {
    Object.defineProperty(copy, key, { value: copyState(member, copies), enumerable: true, writable: true, configurable: true });
  }
  return copy;
}
