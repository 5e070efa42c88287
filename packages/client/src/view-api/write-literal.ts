import { jsonText } from "@gradio-ts/wire";
import type { CodeValue } from "./code-value.js";
import { FileReference } from "./file-reference.js";
import { OutputReference } from "./output-reference.js";

/** How a language writes what it does not write as JSON does. */
export interface Spelling {
  readonly null: string;
  readonly true: string;
  readonly false: string;
  readonly key: (key: string) => string;
  readonly object: (members: string) => string;
  readonly file: (file: FileReference) => string;
  readonly output: (output: OutputReference) => string;
}

/** A value as a literal on one line. Strings and numbers are JSON's: TypeScript and Python read them as JSON does, escapes and lone surrogates included. */
export function writeLiteral(value: CodeValue, spelling: Spelling): string {
  if (value === null) return spelling.null;
  if (typeof value === "boolean") return value ? spelling.true : spelling.false;
  if (typeof value === "string") return jsonText(value);
  if (typeof value !== "object") return JSON.stringify(value);
  if (value instanceof FileReference) return spelling.file(value);
  if (value instanceof OutputReference) return spelling.output(value);
  if (Array.isArray(value)) return `[${value.map((element) => writeLiteral(element, spelling)).join(", ")}]`;
  const members = Object.entries(value).map(([key, member]) => `${spelling.key(key)}: ${writeLiteral(member, spelling)}`);
  return members.length === 0 ? "{}" : spelling.object(members.join(", "));
}
