import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Settings } from "../endpoint/settings.js";
import type { Component } from "../fields/component.js";
import { type Definitions, openapiSchema } from "./openapi-schema.js";
import { API_PREFIX, GRADIO_VERSION } from "./version.js";

/** `/openapi.json` (protocol.md §13): uploading, and the curl API of the public endpoints, for tools that read OpenAPI 3.0. */
export function openapiDocument(endpoints: readonly ServedEndpoint[], settings: Settings): object {
  const listed = endpoints.filter(({ visibility }) => visibility === "public");
  const schemas: Definitions = {};
  const paths = Object.fromEntries([
    [`${API_PREFIX}/upload`, { post: UPLOAD }],
    ...listed.flatMap((endpoint) => pathsOf(endpoint, schemas)),
  ]);
  return {
    openapi: "3.0.2",
    info: { title: settings.title, description: settings.description, version: GRADIO_VERSION },
    components: { schemas },
    paths,
  };
}

const UPLOAD = {
  summary: "Upload files",
  operationId: "upload",
  requestBody: {
    required: true,
    content: {
      "multipart/form-data": {
        schema: {
          type: "object",
          required: ["files"],
          properties: { files: { type: "array", items: { type: "string", format: "binary" } } },
        },
      },
    },
  },
  responses: {
    200: answer("The path of each file, in order: send it as a file's `path`.", { type: "array", items: { type: "string" } }),
    400: { description: "No multipart form." },
    413: { description: "A file is too large." },
  },
};

function pathsOf(endpoint: ServedEndpoint, schemas: Definitions): [path: string, operations: object][] {
  const { name, description } = endpoint;
  const submit = {
    summary: `Call /${name}`,
    ...(description === "" ? {} : { description }),
    operationId: `call_${name}`,
    requestBody: { required: true, content: { "application/json": { schema: bodySchema(endpoint, schemas) } } },
    responses: {
      200: answer("The call is queued.", { type: "object", required: ["event_id"], properties: { event_id: { type: "string" } } }),
    },
  };
  const read = {
    summary: `Values of a call of /${name}`,
    operationId: `read_${name}`,
    parameters: [{ name: "event_id", in: "path", required: true, schema: { type: "string" } }],
    responses: {
      200: {
        description: `Events named generating, complete or error. Values: an array of ${endpoint.outputs.length}.`,
        content: { "text/event-stream": { schema: { type: "string" } } },
      },
    },
  };
  return [
    [`${API_PREFIX}/call/v2/${name}`, { post: submit }],
    [`${API_PREFIX}/call/${name}/{event_id}`, { get: read }],
  ];
}

function bodySchema({ name: endpoint, inputs }: ServedEndpoint, schemas: Definitions): object {
  const required = inputs.filter(({ component }) => !component.optional).map(({ name }) => name);
  const properties = inputs.map(({ name, component }) => [name, propertySchema(component, `${endpoint}.${name}`, schemas)]);
  return { type: "object", properties: Object.fromEntries(properties), ...(required.length === 0 ? {} : { required }) };
}

function propertySchema(component: Component, scope: string, schemas: Definitions): object {
  const { schema, label, description, optional, default: initial } = component;
  const described = openapiSchema(schema, scope, schemas);
  return {
    // Nothing may stand beside a reference.
    ...("$ref" in described ? { allOf: [described] } : described),
    ...(label === undefined ? {} : { title: label }),
    ...(description === undefined ? {} : { description }),
    ...(optional && initial !== null ? { default: initial } : {}),
    ...(optional && initial === null ? { nullable: true } : {}),
  };
}

function answer(description: string, schema: object): object {
  return { description, content: { "application/json": { schema } } };
}
