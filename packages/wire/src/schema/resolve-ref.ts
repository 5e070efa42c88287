import { isJsonObject } from "./json-object.js";

/** What `#/$defs/X` (in older drafts `#/definitions/X`) stands for in the schema `root`; `undefined` if nothing. */
export function resolveRef(ref: string, root: unknown): unknown {
  const [, section = "", name = ""] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(ref) ?? [];
  const definitions = isJsonObject(root) ? root[section] : undefined;
  return isJsonObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}
