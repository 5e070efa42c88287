import type { Edit } from "./edit.js";

/**
 * How the index of a deleted list element is written, which differs by version (protocol.md §4):
 * `"old-list"`, up to Gradio 5.29.0: as the list was before any deletion;
 * `"shifted"`, from 5.36.0: shifted once for every enclosing list, so that nested ones come out wrong or negative unless undone.
 */
export type DeleteRule = "old-list" | "shifted";

/**
 * The value that `edits` make of `value`. Nothing given is changed: what is edited is copied on its way, the rest is shared.
 * @throws RangeError where an edit does not fit the value: a path that leads nowhere, an index outside its list.
 */
export function applyEdits(value: unknown, edits: readonly Edit[], rule: DeleteRule): unknown {
  const copies = new Set<object>();
  let deletions: ListDeletions | undefined;
  let root = value;
  /** A list that shrinks has many deletions at one index: carried out together, as each one moves all that stands behind it. */
  let run: { readonly path: Edit[1]; readonly list: unknown[]; readonly index: number; count: number } | undefined;
  const finishRun = () => {
    run?.list.splice(run.index, run.count);
    run = undefined;
  };

  /** A container that belongs to this application and may be changed in place: copied once however many edits touch it. */
  const own = (container: unknown): Container => {
    if (typeof container !== "object" || container === null) throw misfit("has no members");
    if (copies.has(container)) return container as Container;
    // Not `slice`: of a frozen list, engines do that sixty times as slowly.
    const copy = Array.isArray(container) ? [...container] : { ...container };
    copies.add(copy);
    return copy as Container;
  };

  for (const [op, path, operand] of edits) {
    if (run !== undefined && (op !== "delete" || !haveOneParent(path, run.path))) finishRun();
    const last = path.at(-1);
    if (last === undefined) {
      root = editedRoot(root, op, operand);
      continue;
    }
    root = own(root);
    let parent = root as Container;
    for (let depth = 0; depth < path.length - 1; depth++) {
      const key = path[depth] as string | number;
      const child = own(read(parent, key));
      write(parent, key, child);
      parent = child;
    }
    if (op !== "delete" || !Array.isArray(parent)) {
      editMember(parent, last, op, operand);
      continue;
    }
    deletions ??= new ListDeletions(rule);
    const index = within(deletions.index(root, path), parent.length - (run?.count ?? 0) - 1);
    if (run !== undefined && run.index !== index) finishRun();
    run ??= { path, list: parent, index, count: 0 };
    run.count++;
  }
  finishRun();
  return root;
}

function haveOneParent(a: Edit[1], b: Edit[1]): boolean {
  return a.length === b.length && a.every((key, depth) => depth === a.length - 1 || key === b[depth]);
}

type Container = unknown[] | Record<string, unknown>;

function editedRoot(root: unknown, op: Edit[0], operand: unknown): unknown {
  if (op === "append") return joined(root, operand);
  if (op === "delete") return null;
  return operand;
}

function editMember(parent: Container, key: string | number, op: Edit[0], operand: unknown): void {
  if (op === "append") write(parent, key, joined(read(parent, key), operand));
  else if (op === "replace") write(parent, key, operand);
  else if (Array.isArray(parent)) parent.splice(within(Number(key), parent.length), 0, operand);
  else if (op === "add") define(parent, String(key), operand);
  else delete parent[String(key)];
}

function joined(text: unknown, more: unknown): string {
  if (typeof text !== "string" || typeof more !== "string") throw misfit("is no text to append to");
  return text + more;
}

function read(parent: Container, key: string | number): unknown {
  if (Array.isArray(parent)) return parent[within(Number(key), parent.length - 1)];
  if (!Object.hasOwn(parent, key)) throw misfit(`has no member ${JSON.stringify(key)}`);
  return parent[key];
}

function write(parent: Container, key: string | number, value: unknown): void {
  if (Array.isArray(parent)) parent[within(Number(key), parent.length - 1)] = value;
  else define(parent, String(key), value);
}

/** As JSON.parse does: `__proto__` is a key like any other. */
function define(parent: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") Object.defineProperty(parent, key, { value, writable: true, enumerable: true, configurable: true });
  else parent[key] = value;
}

function within(index: number, highest: number): number {
  if (!Number.isInteger(index) || index < 0 || index > highest) throw misfit(`has no element ${index}`);
  return index;
}

function misfit(what: string): RangeError {
  return new RangeError(`an edit does not fit the value: it ${what}`);
}

/** Finds the element a deletion means from the deletions of lists before it (exact, by the counting rule of protocol.md §4). */
class ListDeletions {
  readonly #rule: DeleteRule;
  /** Deletions seen so far, by the exact path of their list, and by every path their list's path starts with. */
  readonly #inList = new Map<string, number>();
  readonly #below = new Map<string, number>();

  constructor(rule: DeleteRule) {
    this.#rule = rule;
  }

  index(root: unknown, path: readonly (string | number)[]): number {
    const list = path.slice(0, -1);
    const listKey = JSON.stringify(list);
    let index = Number(path.at(-1)) - (this.#inList.get(listKey) ?? 0);
    let value = root;
    for (let depth = 0; depth <= list.length; depth++) {
      const prefix = JSON.stringify(list.slice(0, depth));
      const seen = this.#below.get(prefix) ?? 0;
      if (this.#rule === "shifted" && Array.isArray(value)) index += seen;
      this.#below.set(prefix, seen + 1);
      if (depth < list.length) value = (value as Container)[list[depth] as never];
    }
    this.#inList.set(listKey, (this.#inList.get(listKey) ?? 0) + 1);
    return index;
  }
}
