import { InvalidArgumentError } from "../errors.js";
import { sourceOf } from "../files/handled-file.js";
import type { EndpointInfo, ParameterInfo } from "./api-info.js";
import { didYouMean } from "./nearest.js";

/** An endpoint as error messages name it, and its parameters. */
export type Signature = Pick<EndpointInfo, "name" | "fnIndex" | "parameters">;

/**
 * A caller's inputs by parameter. One that is not given has no entry, or `undefined`.
 * @param inputs An array is positional, a plain object by name; left out: none is given.
 * @throws InvalidArgumentError for too many inputs, a name the endpoint does not have, and what is neither array nor object.
 */
export function valuesOf(endpoint: Signature, inputs: unknown): ReadonlyMap<ParameterInfo, unknown> {
  const { parameters } = endpoint;
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

/** `"/add"` in quotes, or `Endpoint 3`. */
export function label({ name, fnIndex }: Pick<EndpointInfo, "name" | "fnIndex">): string {
  return name === null ? `Endpoint ${fnIndex}` : JSON.stringify(name);
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

function counted(parameters: readonly ParameterInfo[]): string {
  return parameters.length === 1 ? "1 input" : `${parameters.length} inputs`;
}

function signature(parameters: readonly ParameterInfo[]): string {
  return `It takes (${parameters.map(({ name, required }) => (required ? name : `${name}?`)).join(", ")}).`;
}
