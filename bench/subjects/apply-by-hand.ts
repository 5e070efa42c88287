export type WireEdit = readonly [op: "append" | "replace" | "add", path: readonly (string | number)[], operand: unknown];
type Container = Record<string | number, unknown>;

/** What edits make of a value that stays as it is, for values that only grow: what they touch is copied once. */
export function applyByHand(value: unknown, edits: readonly WireEdit[]): unknown {
  const fresh = new Set<unknown>();
  const copied = (container: unknown): Container => {
    if (fresh.has(container)) return container as Container;
    const copy = Array.isArray(container) ? container.slice() : { ...(container as Container) };
    fresh.add(copy);
    return copy as Container;
  };
  const root: Container = { value };
  for (const [op, path, operand] of edits) {
    let parent = root;
    let key: string | number = "value";
    for (const next of path) {
      const child = copied(parent[key]);
      parent[key] = child;
      parent = child;
      key = next;
    }
    if (op === "add" && Array.isArray(parent)) parent.splice(key as number, 0, operand);
    else parent[key] = op === "append" ? (parent[key] as string) + (operand as string) : operand;
  }
  return root["value"];
}
