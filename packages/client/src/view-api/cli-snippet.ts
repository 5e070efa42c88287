import { isJsonObject } from "@gradio-ts/wire";
import { bashWord, fitsCommandLine } from "./bash-word.js";
import { snakeCase } from "./call-name.js";
import { FileReference } from "./file-reference.js";
import { fileDataJson, jsonSpelling } from "./json-spelling.js";
import { OutputReference } from "./output-reference.js";
import { jqExpansion, jsonWord, NEEDS_JQ, NEW_SESSION } from "./shell-json.js";
import type { SnippetCall, SnippetInput, SnippetProgram } from "./snippet-call.js";
import { someReference } from "./some-reference.js";
import { wantsFile } from "./wants-file.js";
import { writeLiteral } from "./write-literal.js";

/** Calls with `gradio-ts predict`: `name=value` where that says it all, else one JSON object. */
export function cliSnippet({ info, calls }: SnippetProgram): string {
  const inSession = calls.length > 1;
  const usesJq = calls.some(({ passedOn }) => passedOn.some(({ path }) => path.length > 0));
  const head = [...(usesJq ? [NEEDS_JQ] : []), ...(inSession ? [NEW_SESSION] : [])];
  return [...head, ...calls.flatMap((call) => commands(call, info.src, inSession))].join("\n");
}

function commands(call: SnippetCall, app: string, inSession: boolean): readonly string[] {
  const { endpoint, inputs, passedOn } = call;
  const shown = inputs.filter(({ leftOut }) => !leftOut);
  const command = [
    "npx gradio-ts predict",
    bashWord(app),
    bashWord(endpoint.name !== null && isPlain(endpoint.name) ? endpoint.name : `${endpoint.fnIndex}`),
    ...(inSession ? ['--session "$SESSION"'] : []),
    // Of a generator, later calls take the last output.
    ...(endpoint.generator && passedOn.length === 0 ? ["--stream"] : []),
    ...inputWords(shown),
  ].join(" ");
  const output = outputVariable(call);
  return passedOn.length === 0 ? [command] : [`${output}=$(${command})`, `echo "$${output}"`];
}

function outputVariable({ name }: Pick<SnippetCall, "name">): string {
  return snakeCase(name, "output").toUpperCase();
}

function inputWords(inputs: readonly SnippetInput[]): readonly string[] {
  const pairs = inputs.map(pair);
  if (pairs.every((one) => one !== undefined && fitsCommandLine(one))) return pairs.map((one) => bashWord(one ?? ""));
  const byName = Object.fromEntries(inputs.map(({ parameter, value }) => [parameter.name, value]));
  const spelling = jsonSpelling(
    ({ source }) => fileDataJson(JSON.stringify(source)),
    (output) => jqExpansion(outputVariable(output), output.path),
  );
  const json = jsonWord(writeLiteral(byName, spelling));
  const ofAnyLength = someReference(byName, (value) => value instanceof OutputReference);
  return fitsCommandLine(json) && !ofAnyLength ? [json] : ["-", "<<<", json];
}

/** `name=value`; `undefined` where the command would read something else. */
function pair({ parameter, value }: SnippetInput): string | undefined {
  const { name, schema } = parameter;
  if (!/^[\p{ID_Start}_]\p{ID_Continue}*$/u.test(name)) return undefined;
  if (value instanceof FileReference) return wantsFile(parameter) && isPlain(value.source) ? `${name}=${value.source}` : undefined;
  if (value === null || someReference(value, () => true)) return undefined;
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
