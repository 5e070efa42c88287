import type { ParameterInfo } from "./api-info.js";

/** Whether a parameter is a file, or a list of files: not what holds a file among other things. */
export function wantsFile({ typescriptType }: Pick<ParameterInfo, "typescriptType">): boolean {
  return /^(readonly )?FileLike\b/.test(typescriptType);
}
