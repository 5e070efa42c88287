import { isFileData } from "@gradio-ts/wire";
import type { ApiInfo, EndpointInfo, ParameterInfo, ReturnInfo } from "./api-info.js";
import { identifier } from "./identifier.js";
import { propertyName } from "./property-name.js";

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
    ...(description.trim() === "" ? [] : description.trim().split(/\s*\n\s*/)).map((line) => `    ${line}`),
    ...(oauthToken === null ? [] : [`    Takes your Hugging Face token (${oauthToken}): connect with { oauthToken }.`]),
    "    Parameters:",
    ...lines(parameters, (parameter) => `${propertyName(parameter.name)}: ${parameter.typescriptType} ${need(parameter)}`),
    "    Returns:",
    ...lines(returns, (value) => `${outputName(value)}: ${value.typescriptType}`),
  ].join("\n");
}

function call({ name, fnIndex, parameters }: EndpointInfo): string {
  const endpoint = name === null ? `${fnIndex}` : JSON.stringify(name);
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
  const said = isFileData(initial) ? `handleFile(${JSON.stringify(initial.url ?? initial.path)})` : JSON.stringify(initial);
  return `(not required, default ${said})`;
}

function lines<Value extends ReturnInfo>(values: readonly Value[], say: (value: Value) => string): readonly string[] {
  if (values.length === 0) return ["     - None"];
  return values.map((value) => {
    // Files bring the documentation of a Python class, which says nothing here.
    const about = value.file ? "" : value.description.trim().split("\n")[0];
    return `     - [${value.component}] ${say(value)}${about ? ` (${about})` : ""}`;
  });
}
