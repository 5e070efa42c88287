/**
 * A value as JSON has it, now: what its owner changes later does not reach it. Whatever equals the same part of `before`, an earlier snapshot,
 * is that very part: of a value that changes little, little is copied, and who compares the two need not look at the rest.
 * @throws TypeError where `JSON.stringify` does; RangeError for a value that contains itself
 */
export function snapshot(value: unknown, before?: unknown): unknown {
  return copied(value, before, "") ?? null;
}

/** `undefined` for what JSON leaves out. */
function copied(value: unknown, before: unknown, key: string): unknown {
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : null; // -0 is 0
  if (typeof value === "bigint") throw new TypeError("A BigInt is no JSON.");
  if (typeof value !== "object") return undefined;
  if ("toJSON" in value && typeof value.toJSON === "function") return copied(value.toJSON(key), before, key);
  if (value instanceof Number || value instanceof String || value instanceof Boolean) return copied(value.valueOf(), before, key);
  return Array.isArray(value) ? copiedList(value, before) : copiedObject(value, before);
}

function copiedList(list: readonly unknown[], before: unknown): readonly unknown[] {
  const old: readonly unknown[] = Array.isArray(before) ? before : [];
  let same = old === before && old.length === list.length;
  const copy: unknown[] = [];
  // By index: holes count as well.
  for (let index = 0; index < list.length; index++) {
    const element = copied(list[index], old[index], String(index)) ?? null;
    if (!Object.is(element, old[index])) same = false;
    copy.push(element);
  }
  return same ? old : copy;
}

function copiedObject(object: object, before: unknown): object {
  const old = isPlain(before) ? before : {};
  const copy: [string, unknown][] = [];
  let same = old === before;
  for (const [key, member] of Object.entries(object)) {
    const known = Object.hasOwn(old, key);
    const value = copied(member, known ? old[key] : undefined, key);
    if (value === undefined) continue;
    if (!known || !Object.is(value, old[key])) same = false;
    copy.push([key, value]);
  }
  return same && Object.keys(old).length === copy.length ? old : Object.fromEntries(copy);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
