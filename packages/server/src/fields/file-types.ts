import type { FileLike, OutputFile } from "@gradio-ts/client";
import type { GivenFile } from "../files/given-file.js";
import type { UploadedFile } from "../files/uploaded-file.js";

/** The faces of a file. */
export type FileTypes = {
  readonly received: UploadedFile;
  readonly returned: GivenFile | null;
  readonly sent: FileLike;
  readonly got: OutputFile | null;
};
/** The faces of several files. */
export type FilesTypes = {
  readonly received: readonly UploadedFile[];
  readonly returned: readonly GivenFile[];
  readonly sent: readonly FileLike[];
  readonly got: readonly OutputFile[];
};
