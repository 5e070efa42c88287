import { isFileSchema } from "./is-file-schema.js";
import { isJsonObject } from "./json-object.js";
import type { JsonSchema } from "./json-schema.js";

/** Whether a value of this schema holds a file, at whatever depth. */
export function holdsFile(schema: JsonSchema): boolean {
  // Definitions are walked too: pydantic writes only those that are used. A list instead of recursion: the schema may be as deep as the server likes.
  const pending: unknown[] = [schema];
  for (const part of pending) {
    if (isJsonObject(part) && isFileSchema(part, schema)) return true;
    if (typeof part !== "object" || part === null) continue;
    for (const inner of Object.values(part)) if (typeof inner === "object") pending.push(inner);
  }
  return false;
}
