import type { Defaulted, WithDefault } from "./field.js";
import { type FileOptions, fileField } from "./file-field.js";
import type { FileTypes } from "./file-types.js";

/** File. `null` comes in only where `default: null` allows it; it goes out where the handler gives it, so clients get `OutputFile | null` from all single files. */
export function file<D extends null = never>(options: FileOptions & WithDefault<D> = {}): Defaulted<FileTypes, NoInfer<D>> {
  return fileField({ component: "file", props: { file_count: "single", type: "filepath" }, example: EXAMPLE, accept: [] }, options);
}

/** A file that Gradio keeps for examples. */
export const EXAMPLE = "https://github.com/gradio-app/gradio/raw/main/test/test_files/sample_file.pdf";
