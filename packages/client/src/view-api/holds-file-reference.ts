import type { CodeValue } from "./code-value.js";
import { FileReference } from "./file-reference.js";

/** Whether there is a file in a value, at whatever depth. */
export function holdsFileReference(value: CodeValue): boolean {
  if (value instanceof FileReference) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsFileReference);
}
