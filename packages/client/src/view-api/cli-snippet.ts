import { isJsonObject } from "@gradio-ts/wire";
import { bashWord, fitsCommandLine, quoted } from "./bash-word.js";
import { FileReference } from "./file-reference.js";
import { holdsFileReference } from "./holds-file-reference.js";
import { fileDataJson, jsonSpelling } from "./json-spelling.js";
import type { SnippetCall, SnippetInput } from "./snippet-call.js";
import { wantsFile } from "./wants-file.js";
import { writeLiteral } from "./write-literal.js";

/** A call with `gradio-ts predict`: `name=value` where that says it all, else one JSON object. */
export function cliSnippet({ info, endpoint, inputs }: SnippetCall): string {
  const shown = inputs.filter(({ leftOut }) => !leftOut);
  return [
    "npx gradio-ts predict",
    bashWord(info.src),
    bashWord(endpoint.name !== null && isPlain(endpoint.name) ? endpoint.name : `${endpoint.fnIndex}`),
    ...(endpoint.generator ? ["--stream"] : []),
    ...inputWords(shown),
  ].join(" ");
}

function inputWords(inputs: readonly SnippetInput[]): readonly string[] {
  const pairs = inputs.map(pair);
  if (pairs.every((one) => one !== undefined && fitsCommandLine(one))) return pairs.map((one) => bashWord(one ?? ""));
  const byName = Object.fromEntries(inputs.map(({ parameter, value }) => [parameter.name, value]));
  const spelling = jsonSpelling((source) => fileDataJson(JSON.stringify(source)));
  const json = quoted(writeLiteral(byName, spelling));
  return fitsCommandLine(json) ? [json] : ["-", "<<<", json];
}

/** `name=value`; `undefined` where the command would read something else. */
function pair({ parameter, value }: SnippetInput): string | undefined {
  const { name, schema } = parameter;
  if (!/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name)) return undefined;
  if (value instanceof FileReference) return wantsFile(parameter) && isPlain(value.source) ? `${name}=${value.source}` : undefined;
  if (value === null || holdsFileReference(value)) return undefined;
  const type = isJsonObject(schema) ? schema["type"] : undefined;
  if (typeof value === "string") return type === "string" && isPlain(value) ? `${name}=${value}` : undefined;
  // Of what may be a text or something else, a number could be meant either way.
  return PARSED.includes(type) ? `${name}=${JSON.stringify(value)}` : undefined;
}

const PARSED: readonly unknown[] = ["number", "integer", "boolean", "array", "object"];

/** Not read as a file or stdin, and without control characters and lone surrogates, which do not survive a terminal. */
function isPlain(text: string): boolean {
  return !/^@|^-$|[\p{Cc}\p{Cs}]/u.test(text.replaceAll("\n", ""));
}
