import type { Endpoint } from "../app/app.js";
import { InvalidArgumentError } from "../errors.js";
import { checkJson } from "../files/check-json.js";
import { handledFile } from "../files/handled-file.js";
import type { ParameterInfo } from "../view-api/api-info.js";
import { label, valuesOf } from "../view-api/values-of.js";
import { wantsFile } from "../view-api/wants-file.js";

/**
 * The wire's `data` for a caller's inputs: one element per input of the function, `null` for those the caller never sees, defaults filled in.
 * @param inputs An array is positional, a plain object by name; left out: every parameter takes its default.
 * @throws InvalidArgumentError naming the parameter at fault.
 */
export function buildPayload(endpoint: Endpoint, inputs: unknown): readonly unknown[] {
  const { name, fnIndex } = endpoint;
  const values = valuesOf({ name, fnIndex, parameters: endpoint.inputs.filter((input) => input !== null) }, inputs);
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
  if (!wantsFile(parameter)) return value;
  if (Array.isArray(value)) return value.map((element) => withFiles(parameter, element));
  if (typeof value !== "string") return value;
  if (/^data:/i.test(value)) return handledFile(value);
  const said = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  throw new InvalidArgumentError(
    `${JSON.stringify(parameter.name)} wants a file, and ${said} is text. Mark it as a file: handleFile(${said}).`,
    parameter.name,
  );
}

function defaultOf(endpoint: Endpoint, parameter: ParameterInfo): unknown {
  if (!parameter.required) return parameter.default;
  throw new InvalidArgumentError(
    `${label(endpoint)} needs ${JSON.stringify(parameter.name)} (${parameter.component}: ${parameter.typescriptType}).`,
    parameter.name,
  );
}
