import type { ParameterInfo } from "@gradio-ts/client";

/** Whether a parameter is a file, a list of files, or neither (though a file may be somewhere in it). */
export function fileKind({ typescriptType }: Pick<ParameterInfo, "typescriptType">): "file" | "files" | undefined {
  if (/^readonly FileLike\b/.test(typescriptType)) return "files";
  return /^FileLike\b/.test(typescriptType) ? "file" : undefined;
}
