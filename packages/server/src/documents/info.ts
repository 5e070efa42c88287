import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Component } from "../fields/component.js";
import { codeSnippets } from "./snippets.js";

/**
 * `/info` (protocol.md §2): the endpoints by name, with types.
 * @param root Where snippets send requests; computed for each caller.
 * @param all With undocumented ones, and without snippets, as Gradio does. Private ones never.
 */
export function infoDocument(endpoints: readonly ServedEndpoint[], root: string, all: boolean): object {
  const listed = endpoints.filter(({ visibility }) => visibility === "public" || (all && visibility === "undocumented"));
  return {
    named_endpoints: Object.fromEntries(listed.map((endpoint) => [`/${endpoint.name}`, describe(endpoint, root, all)])),
    unnamed_endpoints: {},
  };
}

function describe(endpoint: ServedEndpoint, root: string, all: boolean): object {
  return {
    parameters: endpoint.inputs.map(({ name, component }) => describeParameter(name, component)),
    returns: endpoint.outputs.map((component) => ({
      ...describeValue("output", component),
      python_type: { type: component.spec.pythonType, description: component.spec.pythonDescription ?? "" },
      component: className(component),
    })),
    api_visibility: endpoint.visibility,
    description: endpoint.description,
    ...(all ? {} : { code_snippets: codeSnippets(endpoint, root) }),
  };
}

function describeParameter(name: string, component: Component): object {
  const { pythonType } = component.spec;
  const nullable = component.optional && component.default === null && !component.spec.takesNull;
  return {
    ...describeValue(name, component),
    parameter_name: name,
    parameter_has_default: component.optional,
    parameter_default: component.default,
    python_type: { type: nullable ? `${pythonType} | None` : pythonType, description: component.description ?? "" },
    component: className(component),
    example_input: component.example,
  };
}

function describeValue(name: string, { label, schema }: Component): object {
  return { label: label ?? name, type: schema };
}

/** `Checkboxgroup`, `Json`: the class's name with one capital letter. */
function className({ component }: Component): string {
  return component.charAt(0).toUpperCase() + component.slice(1);
}
