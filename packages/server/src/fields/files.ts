import type { Defaulted, WithDefault } from "./field.js";
import { EXAMPLE } from "./file.js";
import { type FileOptions, filesField } from "./file-field.js";
import type { FilesTypes } from "./file-types.js";

/** Several files: File with `file_count="multiple"`. */
export function files<D extends null = never>(options: FileOptions & WithDefault<D> = {}): Defaulted<FilesTypes, NoInfer<D>> {
  return filesField({ component: "file", props: { file_count: "multiple", type: "filepath" }, example: EXAMPLE, accept: [] }, options);
}
