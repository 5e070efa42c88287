import { isFileData, jsonText, propertyName } from "@gradio-ts/wire";
import type { ApiInfo, EndpointInfo, ParameterInfo, ReturnInfo } from "./api-info.js";
import { fileAddress } from "./file-address.js";
import { identifier } from "./identifier.js";

/** What Python's `view_api()` prints, in TypeScript terms: public named endpoints, and the unnamed ones if there are no others. */
export function apiText(info: ApiInfo): string {
  const named = shown(info.namedEndpoints);
  const unnamed = shown(info.unnamedEndpoints);
  const [kind, endpoints] = named.length > 0 || unnamed.length === 0 ? ["Named", named] : ["Unnamed", unnamed];
  const title = "Client.predict() usage";
  return [title, "-".repeat(title.length), `${kind} API endpoints: ${endpoints.length}`, ...endpoints.map(endpointText)].join("\n");
}

function shown(endpoints: Readonly<Record<string, EndpointInfo>>): readonly EndpointInfo[] {
  return Object.values(endpoints).filter((endpoint) => endpoint.visibility === "public");
}

function endpointText(endpoint: EndpointInfo): string {
  const { description, oauthToken, parameters, returns } = endpoint;
  return [
    "",
    ` - ${call(endpoint)} -> ${outputs(returns)}`,
    ...linesOf(description).map((line) => `    ${line}`),
    ...(oauthToken === null ? [] : [`    Takes your Hugging Face token (${oauthToken}): connect with { oauthToken }.`]),
    "    Parameters:",
    ...lines(parameters, (parameter) => `${propertyName(parameter.name)}: ${parameter.typescriptType} ${need(parameter)}`),
    "    Returns:",
    ...lines(returns, (value) => `${outputName(value)}: ${value.typescriptType}`),
  ].join("\n");
}

function call({ name, fnIndex, parameters }: EndpointInfo): string {
  const endpoint = name === null ? `${fnIndex}` : jsonText(name);
  const inputs = parameters.map((parameter) => propertyName(parameter.name)).join(", ");
  if (inputs === "") return `predict(${endpoint})`;
  return name === null ? `predict(${endpoint}, [${inputs}])` : `predict(${endpoint}, { ${inputs} })`;
}

function outputs(returns: readonly ReturnInfo[]): string {
  const names = returns.map(outputName).join(", ");
  return returns.length === 1 ? names : `[${names}]`;
}

function outputName(value: ReturnInfo): string {
  return identifier(value.label) || "value";
}

function need(parameter: ParameterInfo): string {
  if (parameter.required) return "(required)";
  const { default: initial } = parameter;
  return `(not required, default ${isFileData(initial) ? `handleFile(${jsonText(fileAddress(initial.path, initial.url))})` : asJson(initial)})`;
}

/** An app's default may be nested too deep to be written. */
function asJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return "…";
  }
}

function lines<Value extends ReturnInfo>(values: readonly Value[], say: (value: Value) => string): readonly string[] {
  if (values.length === 0) return ["     - None"];
  return values.map((value) => {
    // Files bring the documentation of a Python class, which says nothing here.
    const [about] = value.file ? [] : linesOf(value.description);
    return printable(`     - [${value.component}] ${say(value)}${about === undefined ? "" : ` (${about})`}`);
  });
}

function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => printable(line.trim()))
    .filter((line) => line !== "");
}

/** An app's words as part of a line: without what would move a terminal's cursor, end the line, or turn the reading direction. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
