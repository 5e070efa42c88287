import type { EndpointInfo, ParameterInfo } from "./api-info.js";
import { codeValue } from "./code-value.js";
import type { SnippetInput } from "./snippet-call.js";
import { valuesOf } from "./values-of.js";

/**
 * The inputs of a call as values to be written as code.
 * @param inputs Left out: the examples. A parameter that is not among them keeps its default; if it has none, its example stands in.
 * @throws InvalidArgumentError for inputs that do not fit the endpoint.
 */
export function snippetInputs(endpoint: EndpointInfo, inputs: unknown): readonly SnippetInput[] {
  const given = valuesOf(endpoint, inputs);
  return endpoint.parameters.map((parameter: ParameterInfo): SnippetInput => {
    const { required, example } = parameter;
    const standIn = inputs === undefined || required ? example : undefined;
    const own = given.get(parameter);
    const shown = own === undefined ? standIn : own;
    const value = codeValue(shown === undefined ? (parameter.default ?? null) : shown, parameter, own !== undefined);
    return { parameter, value, leftOut: shown === undefined && !required };
  });
}
