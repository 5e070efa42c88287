/**
 * One change of a JSON value: an operation, the path to where it applies (object keys and list indices from the root; `[]` is the root)
 * and what it puts there. Source: protocol.md §4.
 *
 * - `append`: text added at the end of the text at the path.
 * - `replace`: the value at the path becomes another.
 * - `add`: a new key of an object, or an element inserted into a list.
 * - `delete`: a key of an object or an element of a list goes; the value is `null`.
 */
export type Edit = readonly [op: "append" | "replace" | "add" | "delete", path: readonly (string | number)[], value: unknown];
