import type { Endpoint } from "../app/app.js";
import { InvalidArgumentError } from "../errors.js";
import { handleFile, sourceOf } from "../files/handle-file.js";
import type { ParameterInfo } from "../view-api/api-info.js";
import { checkJson } from "./check-json.js";
import { didYouMean } from "./nearest.js";

/**
 * The wire's `data` for a caller's inputs: one element per input of the function, `null` for those the caller never sees, defaults filled in.
 * @param inputs An array is positional, a plain object by name; left out: every parameter takes its default.
 * @throws InvalidArgumentError naming the parameter at fault.
 */
export function buildPayload(endpoint: Endpoint, inputs: unknown): readonly unknown[] {
  const parameters = endpoint.inputs.filter((input) => input !== null);
  const values = valuesOf(endpoint, parameters, inputs);
  return endpoint.inputs.map((input) => {
    if (input === null) return null;
    const value = values.get(input);
    if (value === undefined) return defaultOf(endpoint, input);
    checkJson(value, input.name);
    return withFiles(input, value);
  });
}

/**
 * A string stays a string, so that no text becomes a path by accident: where the app wants a file, a `data:` URL is its bytes, and any other
 * string a mistake.
 */
function withFiles(parameter: ParameterInfo, value: unknown): unknown {
  if (!/^(readonly )?FileLike\b/.test(parameter.typescriptType)) return value;
  if (Array.isArray(value)) return value.map((element) => withFiles(parameter, element));
  if (typeof value !== "string") return value;
  if (/^data:/i.test(value)) return handleFile(value);
  const said = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  throw new InvalidArgumentError(
    `${JSON.stringify(parameter.name)} wants a file, and ${said} is text. Mark it as a file: handleFile(${said}).`,
    parameter.name,
  );
}

function valuesOf(endpoint: Endpoint, parameters: readonly ParameterInfo[], inputs: unknown): ReadonlyMap<ParameterInfo, unknown> {
  if (inputs === undefined) return new Map();
  if (Array.isArray(inputs)) {
    if (inputs.length > parameters.length) {
      throw new InvalidArgumentError(`${label(endpoint)} takes ${counted(parameters)}, not ${inputs.length}. ${signature(parameters)}`);
    }
    return new Map(parameters.map((parameter, index) => [parameter, inputs[index]]));
  }
  if (!isPlainObject(inputs) || sourceOf(inputs) !== undefined) {
    throw new InvalidArgumentError(
      `The inputs of ${label(endpoint)} go into an array, or an object by name; a lone ${kindOf(inputs)} is neither.`,
      "inputs",
    );
  }
  const names = parameters.map(({ name }) => name);
  return new Map(
    Object.entries(inputs).map(([name, value]) => {
      const parameter = parameters.find((candidate) => candidate.name === name);
      if (parameter !== undefined) return [parameter, value];
      throw new InvalidArgumentError(
        `${label(endpoint)} has no parameter ${JSON.stringify(name)}.${didYouMean(name, names)} ${signature(parameters)}`,
        name,
      );
    }),
  );
}

function defaultOf(endpoint: Endpoint, parameter: ParameterInfo): unknown {
  if (!parameter.required) return parameter.default;
  throw new InvalidArgumentError(
    `${label(endpoint)} needs ${JSON.stringify(parameter.name)} (${parameter.component}: ${parameter.typescriptType}).`,
    parameter.name,
  );
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // One of another realm has a prototype of its own, which has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (sourceOf(value) !== undefined) return "file";
  return typeof value === "object" ? (value.constructor?.name ?? "object") : typeof value;
}

function label({ name, fnIndex }: Endpoint): string {
  return name === null ? `Endpoint ${fnIndex}` : JSON.stringify(name);
}

function counted(parameters: readonly ParameterInfo[]): string {
  return parameters.length === 1 ? "1 input" : `${parameters.length} inputs`;
}

function signature(parameters: readonly ParameterInfo[]): string {
  return `It takes (${parameters.map(({ name, required }) => (required ? name : `${name}?`)).join(", ")}).`;
}
