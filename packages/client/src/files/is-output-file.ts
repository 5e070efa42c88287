import type { OutputFile } from "./file-types.js";

/** Marks an {@link OutputFile}, for every copy of the package; its value is the URL of the app that gave it. */
export const OUTPUT_FILE = Symbol.for("gradio-ts.OutputFile");

/** Whether a value is an {@link OutputFile}: for outputs nobody has described. */
export function isOutputFile(value: unknown): value is OutputFile {
  return typeof value === "object" && value !== null && OUTPUT_FILE in value;
}

/** The URL of the app that gave a file. */
export function appOf(file: OutputFile): unknown {
  return (file as { readonly [OUTPUT_FILE]?: unknown })[OUTPUT_FILE];
}
