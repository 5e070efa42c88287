import type { JsonSchema } from "@gradio-ts/client";
import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Settings } from "../endpoint/settings.js";
import type { Component } from "../fields/component.js";
import { API_PREFIX, GRADIO_VERSION } from "./version.js";

/** `/openapi.json` (protocol.md §13): the curl API of the public endpoints, for tools that read OpenAPI 3.0. */
export function openapiDocument(endpoints: readonly ServedEndpoint[], settings: Settings): object {
  const listed = endpoints.filter(({ visibility }) => visibility === "public");
  return {
    openapi: "3.0.2",
    info: { title: settings.title, description: settings.description, version: GRADIO_VERSION },
    components: { schemas: {} },
    paths: Object.fromEntries(listed.flatMap(pathsOf)),
  };
}

function pathsOf(endpoint: ServedEndpoint): [path: string, operations: object][] {
  const { name, description } = endpoint;
  const submit = {
    summary: `Call /${name}`,
    ...(description === "" ? {} : { description }),
    operationId: `call_${name}`,
    requestBody: { required: true, content: { "application/json": { schema: bodySchema(endpoint) } } },
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

function bodySchema({ inputs }: ServedEndpoint): object {
  const required = inputs.filter(({ component }) => !component.optional).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(inputs.map(({ name, component }) => [name, propertySchema(component)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

function propertySchema({ schema, label, description, optional, default: initial }: Component): object {
  return {
    ...openSchema(schema),
    ...(label === undefined ? {} : { title: label }),
    ...(description === undefined ? {} : { description }),
    ...(optional && initial !== null ? { default: initial } : {}),
  };
}

/** Gradio's `{"type": {}}` means any JSON: OpenAPI says so by saying nothing. Schemas with definitions of their own have no place here. */
function openSchema(schema: JsonSchema): object {
  if (typeof schema !== "object") return {};
  const { type, $defs, ...rest } = schema;
  if ($defs !== undefined) return { description: "JSON" };
  return typeof type === "string" ? { type, ...rest } : rest;
}

function answer(description: string, schema: object): object {
  return { description, content: { "application/json": { schema } } };
}
