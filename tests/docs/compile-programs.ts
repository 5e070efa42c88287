import { dirname } from "node:path";
import ts from "typescript";
import { repository } from "../live/environment/paths.js";

/** Compiles modules as strictly as the repository is. @returns what is wrong, by file */
export function compilePrograms(files: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const config = `${repository}/tsconfig.base.json`;
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, dirname(config));
  const program = ts.createProgram({ rootNames: files, options: { ...options, types: ["node"] } });
  const wrong = new Map<string, string[]>();
  for (const { file, start, messageText } of ts.getPreEmitDiagnostics(program)) {
    const name = file?.fileName ?? "";
    const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start ?? 0).line + 1;
    wrong.set(name, [...(wrong.get(name) ?? []), `line ${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`]);
  }
  return wrong;
}
