import type { ApiInfo, EndpointInfo, JsonSchema, ParameterInfo, ReturnInfo } from "@gradio-ts/client";

export function returnOf(label: string, component: string, schema: JsonSchema, rest: Partial<ParameterInfo> = {}): ReturnInfo {
  return { label, component, schema, pythonType: "Any", typescriptType: "unknown", file: false, description: "", ...rest };
}

export function parameterOf(name: string, component: string, schema: JsonSchema, rest: Partial<ParameterInfo> = {}): ParameterInfo {
  return { ...returnOf(name, component, schema, rest), name, required: !("default" in rest), ...rest };
}

/** An app of endpoints of which only what matters is told. One without a name has its place in the list for a number. */
export function apiOf(endpoints: readonly Partial<EndpointInfo>[]): ApiInfo {
  const whole = endpoints.map((endpoint, fnIndex): EndpointInfo => {
    const { parameters = [], returns = [] } = endpoint;
    return {
      name: null,
      fnIndex,
      description: "",
      visibility: "public",
      queued: true,
      generator: false,
      oauthToken: null,
      slots: parameters.map(({ name }) => name),
      returns,
      returnSlots: returns.map((_, slot) => slot),
      ...endpoint,
      parameters,
    };
  });
  const named = whole.filter(({ name }) => name !== null).map((one) => [one.name ?? "", one] as const);
  const unnamed = whole.filter(({ name }) => name === null).map((one) => [one.fnIndex, one] as const);
  return {
    src: "http://localhost:7860/",
    namedEndpoints: Object.fromEntries(named),
    unnamedEndpoints: Object.fromEntries(unnamed),
    http: { prefix: "gradio_api/", route: "call", fileKey: "path", keywords: true },
  };
}
