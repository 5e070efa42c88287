import type { OutputFile } from "./file-types.js";

/** Marks an {@link OutputFile}, for every copy of the package. */
export const OUTPUT_FILE = Symbol.for("gradio-ts.OutputFile");

/** Whether a value is an {@link OutputFile}: for outputs nobody has described. */
export function isOutputFile(value: unknown): value is OutputFile {
  return typeof value === "object" && value !== null && OUTPUT_FILE in value;
}
