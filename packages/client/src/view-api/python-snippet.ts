import { jsonText } from "@gradio-ts/wire";
import { holdsFileReference } from "./holds-file-reference.js";
import type { SnippetCall, SnippetInput } from "./snippet-call.js";
import { type Spelling, writeLiteral } from "./write-literal.js";

export const PYTHON: Spelling = {
  null: "None",
  true: "True",
  false: "False",
  key: jsonText,
  object: (members) => `{${members}}`,
  file: (source) => `handle_file(${jsonText(source)})`,
};

/** A call with Python's `gradio_client`. */
export function pythonSnippet({ info, endpoint, inputs }: SnippetCall): string {
  // The Python clients that speak to Gradio 3 take a path or URL as it is.
  const marksFiles = info.http.fileKey === "path";
  const spelling = marksFiles ? PYTHON : { ...PYTHON, file: jsonText };
  const byName = info.http.keywords && !inputs.some(({ parameter }) => PREDICTS_OWN.includes(parameter.name));
  const shown = byName ? inputs.filter(({ leftOut }) => !leftOut) : inputs;
  const handlesFiles = marksFiles && shown.some(({ value }) => holdsFileReference(value));
  const withToken = endpoint.oauthToken === "required";
  const which = endpoint.name === null ? `fn_index=${endpoint.fnIndex}` : `api_name=${jsonText(endpoint.name)}`;
  const call = argumentList([...shown.map((input) => (byName ? keyword(input, spelling) : writeLiteral(input.value, spelling))), which]);
  return [
    ...(withToken ? ["import os", ""] : []),
    `from gradio_client import ${handlesFiles ? "Client, handle_file" : "Client"}`,
    "",
    `client = Client(${jsonText(info.src)}${withToken ? ', oauth_token=os.environ["HF_TOKEN"]' : ""})`,
    ...(endpoint.generator
      ? [`job = client.submit(${call})`, "for output in job:", "    print(output)"]
      : [`result = client.predict(${call})`, "print(result)"]),
  ].join("\n");
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
