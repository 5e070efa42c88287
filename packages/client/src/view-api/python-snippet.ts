import { jsonText } from "@gradio-ts/wire";
import type { ApiInfo, EndpointInfo } from "./api-info.js";
import { snakeCase } from "./call-name.js";
import { FileReference } from "./file-reference.js";
import type { OutputPart } from "./output-parts.js";
import type { OutputReference } from "./output-reference.js";
import type { SnippetCall, SnippetInput, SnippetProgram } from "./snippet-call.js";
import { someReference } from "./some-reference.js";
import { type Spelling, writeLiteral } from "./write-literal.js";

export const PYTHON: Spelling = {
  null: "None",
  true: "True",
  false: "False",
  key: jsonText,
  object: (members) => `{${members}}`,
  file: ({ source }) => `handle_file(${jsonText(source)})`,
  // The client downloads files, and gives their paths.
  output: (reference) => (reference.file ? `handle_file(${place(reference)})` : place(reference)),
};

function place({ name, sentPath }: OutputReference): string {
  return snakeCase(name, "result") + sentPath.map((key) => `[${typeof key === "number" ? key : jsonText(key)}]`).join("");
}

/**
 * What is passed on must be a file, or hold none: those of a list would arrive as texts. The clients that speak to Gradio 3 give files
 * and texts as they are, and all else by the path of a file that holds its JSON.
 */
export function pythonCanPass({ http }: ApiInfo, endpoint: EndpointInfo, { path, value }: OutputPart): boolean {
  const isFile = value instanceof FileReference;
  if (http.fileKey === "path") return isFile || !someReference(value, () => true);
  return (isFile || typeof value === "string") && path.length === (endpoint.returns.length === 1 ? 0 : 1);
}

/** Calls with Python's `gradio_client`. */
export function pythonSnippet({ info, calls }: SnippetProgram): string {
  const { fileKey, keywords } = info.http;
  const written = calls.map((call) => shownInputs(call, keywords));
  const handlesFiles =
    fileKey === "path" &&
    written.some(({ shown }) => shown.some(({ value }) => someReference(value, (one) => one instanceof FileReference || one.file)));
  const withToken = calls.some(({ endpoint }) => endpoint.oauthToken === "required");
  // The clients that speak to Gradio 3 take a path or URL as it is.
  const spelling = fileKey === "path" ? PYTHON : { ...PYTHON, file: ({ source }: FileReference) => jsonText(source), output: place };
  return [
    ...(withToken ? ["import os", ""] : []),
    `from gradio_client import ${handlesFiles ? "Client, handle_file" : "Client"}`,
    "",
    `client = Client(${jsonText(info.src)}${withToken ? ', oauth_token=os.environ["HF_TOKEN"]' : ""})`,
    ...written.flatMap((call) => statements(call, spelling, calls.length === 1)),
  ].join("\n");
}

interface WrittenCall extends SnippetCall {
  readonly byName: boolean;
  readonly shown: readonly SnippetInput[];
}

function shownInputs(call: SnippetCall, keywords: boolean): WrittenCall {
  const { inputs } = call;
  const byName = keywords && !inputs.some(({ parameter }) => PREDICTS_OWN.includes(parameter.name));
  return { ...call, byName, shown: byName ? inputs.filter(({ leftOut }) => !leftOut) : inputs };
}

/** @param alone Its output is kept, for whoever writes on. */
function statements(written: WrittenCall, spelling: Spelling, alone: boolean): readonly string[] {
  const { name, endpoint, byName, shown, passedOn } = written;
  const which = endpoint.name === null ? `fn_index=${endpoint.fnIndex}` : `api_name=${jsonText(endpoint.name)}`;
  const call = argumentList([...shown.map((input) => (byName ? keyword(input, spelling) : writeLiteral(input.value, spelling))), which]);
  const [result, job] = [snakeCase(name, "result"), snakeCase(name, "job")];
  if (endpoint.generator)
    return [
      `${job} = client.submit(${call})`,
      `for output in ${job}:`,
      "    print(output)",
      ...(passedOn.length > 0 ? [`${result} = ${job}.outputs()[-1]`] : []),
    ];
  const value = `client.predict(${call})`;
  return alone || passedOn.length > 0 ? [`${result} = ${value}`, `print(${result})`] : [`print(${value})`];
}

/** What `predict` and `submit` take for themselves: parameters of these names can be given by place only. */
const PREDICTS_OWN: readonly string[] = ["self", "api_name", "fn_index", "headers", "result_callbacks"];

function keyword({ parameter: { name }, value }: SnippetInput, spelling: Spelling): string {
  const literal = writeLiteral(value, spelling);
  return isPythonName(name) ? `${name}=${literal}` : `**{${jsonText(name)}: ${literal}}`;
}

const KEYWORD =
  /^(False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;

/** Python normalizes names (NFKC): one that changes thereby would arrive as another. */
function isPythonName(name: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(name) && name.normalize("NFKC") === name && !KEYWORD.test(name);
}

const LONGEST_LINE = 80;

function argumentList(texts: readonly string[]): string {
  const line = texts.join(", ");
  return line.length > LONGEST_LINE ? `\n${texts.map((text) => `    ${text},\n`).join("")}` : line;
}
