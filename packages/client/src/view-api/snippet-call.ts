import type { ApiInfo, EndpointInfo, ParameterInfo } from "./api-info.js";
import { type CodeValue, codeValue } from "./code-value.js";
import { valuesOf } from "./values-of.js";

/** A call to be written as code. */
export interface SnippetCall {
  readonly info: ApiInfo;
  readonly endpoint: EndpointInfo;
  /** One per parameter, in the endpoint's order. */
  readonly inputs: readonly SnippetInput[];
}

export interface SnippetInput {
  readonly parameter: ParameterInfo;
  readonly value: CodeValue;
  /** The value is the app's default, which a call by name leaves out. */
  readonly leftOut: boolean;
}

/**
 * @param inputs Left out: the examples. A parameter that is not among them keeps its default; if it has none, its example stands in.
 * @throws InvalidArgumentError for inputs that do not fit the endpoint.
 */
export function snippetCall(info: ApiInfo, endpoint: EndpointInfo, inputs: unknown): SnippetCall {
  const given = valuesOf(endpoint, inputs);
  const inputOf = (parameter: ParameterInfo): SnippetInput => {
    const { required, example } = parameter;
    const standIn = inputs === undefined || required ? example : undefined;
    const own = given.get(parameter);
    const shown = own === undefined ? standIn : own;
    const value = codeValue(shown === undefined ? (parameter.default ?? null) : shown, parameter, own !== undefined);
    return { parameter, value, leftOut: shown === undefined && !required };
  };
  return { info, endpoint, inputs: endpoint.parameters.map(inputOf) };
}
