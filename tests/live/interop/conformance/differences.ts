import type { Pair } from "./pair.js";

/** Where two values differ: paths of keys, `*` for any place in a list, with the first two values found there. */
export function differences({ ours, theirs }: Pair): ReadonlyMap<string, Pair> {
  const found = new Map<string, Pair>();
  const visit = (pair: Pair, path: readonly string[]): void => {
    const [one, other] = [pair.ours, pair.theirs];
    if (Array.isArray(one) && Array.isArray(other)) {
      if (one.length !== other.length) note([...path, "length"], { ours: one.length, theirs: other.length });
      for (let i = 0; i < Math.min(one.length, other.length); i++) visit({ ours: one[i], theirs: other[i] }, [...path, "*"]);
    } else if (isRecord(one) && isRecord(other)) {
      for (const key of new Set([...Object.keys(one), ...Object.keys(other)]))
        visit({ ours: one[key], theirs: other[key] }, [...path, key]);
    } else if (!Object.is(one, other)) note(path, pair);
  };
  const note = (path: readonly string[], pair: Pair) => {
    const name = path.join(" > ");
    if (!found.has(name)) found.set(name, pair);
  };
  visit({ ours, theirs }, []);
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
