import { jsonText } from "@gradio-ts/wire";
import type { Spelling } from "./write-literal.js";

/** JSON itself, with files and earlier outputs spelled as the reader of that JSON wants them. */
export function jsonSpelling(file: Spelling["file"], output: Spelling["output"]): Spelling {
  return { null: "null", true: "true", false: "false", key: jsonText, object: (members) => `{${members}}`, file, output };
}

/** A file object as Gradio 4 and later know it (protocol.md §7.3). @param path As JSON. */
export function fileDataJson(path: string): string {
  return `{"path": ${path}, "meta": {"_type": "gradio.FileData"}}`;
}
