import type { CodeValue } from "./code-value.js";
import { FileReference } from "./file-reference.js";
import { OutputReference } from "./output-reference.js";

/** Whether there is a file or an earlier call's output, at whatever depth of a value, that passes the test. */
export function someReference(value: CodeValue, test: (reference: FileReference | OutputReference) => boolean): boolean {
  if (value instanceof FileReference || value instanceof OutputReference) return test(value);
  return typeof value === "object" && value !== null && Object.values(value).some((member) => someReference(member, test));
}
