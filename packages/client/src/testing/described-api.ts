import type { ApiInfo, EndpointInfo, HttpApi, ParameterInfo } from "../view-api/api-info.js";

const TYPES = {
  text: ["string", "string"],
  number: ["number", "number"],
  json: [undefined, "unknown"],
  file: ["object", "FileLike"],
} as const;

export function parameter(name: string, kind: keyof typeof TYPES, rest: Partial<ParameterInfo> = {}): ParameterInfo {
  const [type, typescriptType] = TYPES[kind];
  const schema = type === undefined ? {} : { type };
  const value = { label: name, component: "Textbox", schema, pythonType: "str", typescriptType, file: kind === "file", description: "" };
  return { ...value, name, required: true, ...rest };
}

function endpointOf(endpoint: Partial<EndpointInfo>): EndpointInfo {
  const { parameters = [], returns = [] } = endpoint;
  return {
    name: "/call",
    fnIndex: 3,
    description: "",
    visibility: "public",
    queued: true,
    generator: false,
    oauthToken: null,
    slots: parameters.map(({ name }) => name),
    returnSlots: returns.map((_, slot) => slot),
    ...endpoint,
    parameters,
    returns,
  };
}

/** The API of an app with these endpoints, of the newest Gradio unless `http` says otherwise. */
export function apiOf(endpoints: readonly Partial<EndpointInfo>[], http: Partial<HttpApi> = {}): ApiInfo {
  const all = endpoints.map(endpointOf);
  return {
    src: "http://localhost:7860/",
    namedEndpoints: Object.fromEntries(all.flatMap((one) => (one.name === null ? [] : [[one.name, one]]))),
    unnamedEndpoints: Object.fromEntries(all.flatMap((one) => (one.name === null ? [[one.fnIndex, one]] : []))),
    http: { prefix: "gradio_api/", route: "call", fileKey: "path", keywords: true, ...http },
  };
}

/** An app with one endpoint, `/call`. */
export function api(endpoint: Partial<EndpointInfo>, http: Partial<HttpApi> = {}): ApiInfo {
  return apiOf([endpoint], http);
}

export const GRADIO_3 = { prefix: "", route: "run", fileKey: "name", keywords: false } as const;
