import type { JsonSchema } from "@gradio-ts/client";
import type { ServedEndpoint } from "../endpoint/served-endpoint.js";
import type { Component } from "../fields/component.js";

/** An endpoint as models see it. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  readonly inputSchema: { readonly type: "object"; readonly properties: Record<string, object>; readonly required?: string[] };
  readonly endpoint: ServedEndpoint;
}

/** Public endpoints as tools, each under a name that models take: letters, digits and `_`, given once. */
export function toolsOf(endpoints: readonly ServedEndpoint[]): Tool[] {
  const taken = new Set<string>();
  return endpoints
    .filter(({ visibility }) => visibility === "public")
    .map((endpoint) => {
      const name = freeName(endpoint.name.replace(/[^a-zA-Z0-9]/g, "_"), taken);
      taken.add(name);
      return { name, description: endpoint.description, inputSchema: inputSchemaOf(endpoint), endpoint };
    });
}

/** Whether a tool takes files, and in which shape: models give URLs. */
export function filesOf({ component, schema }: Component): "one" | "several" | "none" {
  if (!FILE_COMPONENTS.has(component)) return "none";
  return typeof schema === "object" && schema["type"] === "array" ? "several" : "one";
}

const FILE_COMPONENTS = new Set(["file", "image", "audio", "video"]);
const FILE_INPUT = { type: "string", format: "Gradio File Input - a http or https url to a file" };

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}_${number}`)) number++;
  return `${wanted}_${number}`;
}

function inputSchemaOf({ inputs }: ServedEndpoint): Tool["inputSchema"] {
  const required = inputs.filter(({ component }) => !component.optional).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(inputs.map(({ name, component }) => [name, propertyOf(name, component)])),
    ...(required.length === 0 ? {} : { required }),
  };
}

function propertyOf(name: string, component: Component): object {
  const { description, label, optional, default: initial } = component;
  return {
    ...typeOf(name, component),
    description: [label === name ? undefined : label, description].filter(Boolean).join(": "),
    ...(optional ? { default: initial } : {}),
  };
}

function typeOf(name: string, component: Component): object {
  const files = filesOf(component);
  if (files === "one") return FILE_INPUT;
  if (files === "several") return { type: "array", items: FILE_INPUT };
  return belowProperty(component.schema, `#/properties/${name}`);
}

/** A schema that has become part of another: its references start from there. Gradio's `{"type": {}}`, any JSON, is said by saying nothing. */
function belowProperty(schema: JsonSchema, place: string): object {
  if (typeof schema !== "object") return {};
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) => {
    if (key === "$ref" && typeof value === "string" && value.startsWith("#")) return place + value.slice(1);
    return key === "type" && typeof value === "object" && !Array.isArray(value) ? undefined : value;
  });
}
