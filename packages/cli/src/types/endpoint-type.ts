import type { EndpointInfo, ReturnInfo } from "@gradio-ts/client";
import { jsonText, propertyName } from "@gradio-ts/wire";
import { docComment } from "./doc-comment.js";
import type { NamedEndpoint } from "./listed-endpoints.js";
import { type ParameterType, parameterType } from "./parameter-type.js";
import type { Shapes } from "./shapes.js";
import { tupleLabels } from "./tuple-labels.js";

const LONGEST_LINE = 140;

/** An endpoint as a member of the app's type, with a comment for everything that types do not say: on one line, where there is little to say. */
export function endpointType({ key, endpoint }: NamedEndpoint, shapes: Shapes): readonly string[] {
  const parameters = endpoint.parameters.map((parameter) => parameterType(parameter, shapes));
  const output = outputType(endpoint, shapes);
  const comment = docComment(notes(endpoint), "  ");
  const members = [`args: ${shortArgs(parameters)}`, `inputs: ${shortInputs(parameters)}`, `output: ${output}`];
  const line = `  ${key}: { ${members.join("; ")} };`;
  if (line.length <= LONGEST_LINE && !parameters.some(({ telling }) => telling)) return [...comment, line];
  return [
    ...comment,
    `  ${key}: {`,
    ...args(parameters),
    ...inputs(parameters),
    ...docComment([endpoint.returns.flatMap(returned).join(", ")], "    "),
    `    output: ${output};`,
    "  };",
  ];
}

function notes(endpoint: EndpointInfo): readonly string[] {
  const { name, description, visibility, generator, slots, returns, oauthToken } = endpoint;
  const remarks = [
    slots.includes(null) ? "has state, which is not part of the API" : "",
    returns.length === 0 ? "gives nothing" : "",
  ].filter((remark) => remark !== "");
  return [
    ...(description.trim() === "" ? [] : [description]),
    ...(visibility === "undocumented" ? ["Undocumented."] : []),
    ...(generator ? ["Generator: each output replaces the one before."] : []),
    ...(remarks.length === 0 ? [] : [`${remarks.join("; ").replace(/^./, (letter) => letter.toUpperCase())}.`]),
    ...(oauthToken === null ? [] : [`Takes your Hugging Face token (${oauthToken}): connect with { oauthToken }.`]),
    ...(name === null ? ["Unnamed (Gradio before 4.12): called by its number."] : []),
  ];
}

/** Elements that may be left out stand at the end of a tuple only. */
function elements(
  parameters: readonly ParameterType[],
): readonly (ParameterType & { readonly element: string; readonly early: boolean })[] {
  const labels = tupleLabels(parameters.map(({ name }) => name));
  const lastRequired = parameters.map(({ required }) => required).lastIndexOf(true);
  return parameters.map((parameter, index) => {
    const early = !parameter.required && index < lastRequired;
    return { ...parameter, early, element: `${labels[index]}${parameter.required || early ? "" : "?"}: ${parameter.type}` };
  });
}

function shortArgs(parameters: readonly ParameterType[]): string {
  return `readonly [${elements(parameters)
    .map(({ element }) => element)
    .join(", ")}]`;
}

function args(parameters: readonly ParameterType[]): readonly string[] {
  const line = `    args: ${shortArgs(parameters)};`;
  if (line.length <= LONGEST_LINE && parameters.every(({ required }) => required)) return [line];
  const lines = elements(parameters).flatMap(({ element, required, early, remarks }) => {
    const hint = early ? "A default before a required parameter: pass `undefined` to take it. " : "";
    return [...docComment(required ? [] : [`${hint}${remarks}`], "      "), `      ${element},`];
  });
  return ["    args: readonly [", ...lines, "    ];"];
}

function member({ name, required, type }: ParameterType): string {
  return `${propertyName(name)}${required ? "" : "?"}: ${type}`;
}

function shortInputs(parameters: readonly ParameterType[]): string {
  return parameters.length === 0 ? "Record<never, never>" : `{ ${parameters.map(member).join("; ")} }`;
}

function inputs(parameters: readonly ParameterType[]): readonly string[] {
  if (parameters.length === 0) return [`    inputs: ${shortInputs(parameters)};`];
  const lines = parameters.flatMap((parameter) => [...docComment([parameter.remarks], "      "), `      ${member(parameter)};`]);
  return ["    inputs: {", ...lines, "    };"];
}

function outputType({ returns }: EndpointInfo, shapes: Shapes): string {
  const types = returns.map(({ schema }) => shapes.typeOf(schema, "output"));
  const [only] = types;
  if (only !== undefined && types.length === 1) return only;
  const labels = tupleLabels(returns.map(({ label }) => label));
  return `readonly [${labels.map((label, index) => `${label}: ${types[index]}`).join(", ")}]`;
}

function returned({ component, label }: ReturnInfo): readonly string[] {
  const said = [component, label === "" ? "" : jsonText(label)].filter((text) => text !== "");
  return said.length === 0 ? [] : [said.join(" ")];
}
