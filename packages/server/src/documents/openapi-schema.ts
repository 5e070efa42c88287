import type { JsonSchema } from "@gradio-ts/client";

/** Schemas that others refer to, by the name they have in the document. */
export type Definitions = Record<string, object>;

/**
 * A JSON schema in the words of OpenAPI 3.0, which knows no `const`, no `null` type, no list of types and no definitions inside a schema.
 * @param scope Makes the names of its definitions its own.
 * @param definitions Its definitions are added here.
 */
export function openapiSchema(schema: JsonSchema, scope: string, definitions: Definitions): object {
  if (typeof schema !== "object") return translated(schema, scope);
  for (const kind of ["$defs", "definitions"] as const) {
    for (const [name, member] of Object.entries((schema[kind] ?? {}) as Schema)) {
      definitions[definitionName(scope, name)] = translated(member, scope);
    }
  }
  const whole = translated(schema, scope);
  // A schema that contains itself is one of them.
  if (JSON.stringify(schema).includes('"$ref":"#"')) definitions[scope] = whole;
  return whole;
}

type Schema = Readonly<Record<string, unknown>>;

/** Keywords that mean the same in both. */
const SAME = [
  "title",
  "description",
  "default",
  "format",
  "pattern",
  "minLength",
  "maxLength",
  "minimum",
  "maximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
  "enum",
];

function translated(schema: unknown, scope: string): object {
  if (schema === false) return { not: {} };
  if (typeof schema !== "object" || schema === null) return {};
  const given = schema as Schema;
  if (typeof given["$ref"] === "string") return reference(given["$ref"], scope);
  const same = SAME.filter((key) => given[key] !== undefined).map((key) => [key, given[key]]);
  return {
    ...Object.fromEntries(same),
    ...("const" in given ? { enum: [given["const"]] } : {}),
    ...bound(given, "exclusiveMinimum", "minimum"),
    ...bound(given, "exclusiveMaximum", "maximum"),
    ...typeOf(given["type"]),
    ...membersOf(given, scope),
    ...alternativesOf(given, scope),
  };
}

function reference(target: string, scope: string): object {
  const name = /^#\/(?:\$defs|definitions)\/(.+)$/.exec(target)?.[1];
  if (name !== undefined) return { $ref: `#/components/schemas/${definitionName(scope, name)}` };
  return target === "#" ? { $ref: `#/components/schemas/${scope}` } : {};
}

function definitionName(scope: string, name: string): string {
  return `${scope}.${name.replace(/[^\w.-]/g, "_")}`;
}

/** OpenAPI 3.0 has the number in one keyword and that it is excluded in another. */
function bound(schema: Schema, exclusive: string, inclusive: string): object {
  const limit = schema[exclusive];
  return typeof limit === "number" ? { [inclusive]: limit, [exclusive]: true } : {};
}

/** Gradio's `{"type": {}}` means any JSON: OpenAPI says so by saying nothing. */
function typeOf(type: unknown): object {
  if (type === "null") return { nullable: true, enum: [null] };
  if (typeof type === "string") return { type };
  if (!Array.isArray(type)) return {};
  const others = type.filter((one) => one !== "null");
  const nullable = others.length < type.length ? { nullable: true } : {};
  return others.length === 1 ? { type: others[0], ...nullable } : { anyOf: others.map((one) => arrayOrNot(one)), ...nullable };
}

function arrayOrNot(type: unknown): object {
  return type === "array" ? { type, items: {} } : { type };
}

/** What is inside objects and arrays. */
function membersOf(schema: Schema, scope: string): object {
  const { type, properties, required, additionalProperties, items, prefixItems } = schema;
  const places = Array.isArray(prefixItems) ? prefixItems : Array.isArray(items) ? items : undefined;
  const isArray = "type" in typeOf(type) && [type].flat().includes("array");
  return {
    ...(isObject(properties) ? { properties: mapped(properties, scope) } : {}),
    ...(Array.isArray(required) && required.length > 0 ? { required } : {}),
    ...(typeof additionalProperties === "boolean" ? { additionalProperties } : {}),
    ...(isObject(additionalProperties) ? { additionalProperties: translated(additionalProperties, scope) } : {}),
    ...(places !== undefined
      ? { items: places.length === 0 ? {} : { anyOf: places.map((one) => translated(one, scope)) } }
      : isObject(items)
        ? { items: translated(items, scope) }
        : isArray
          ? { items: {} }
          : {}),
  };
}

/** Of alternatives, `null` is said apart. */
function alternativesOf(schema: Schema, scope: string): object {
  const said: Record<string, unknown> = {};
  for (const kind of ["anyOf", "oneOf", "allOf"]) {
    const members = schema[kind];
    if (!Array.isArray(members) || members.length === 0) continue;
    const others = members.filter((member) => !isObject(member) || member["type"] !== "null");
    if (others.length < members.length) said["nullable"] = true;
    if (others.length > 0) said[kind] = others.map((member) => translated(member, scope));
  }
  if (schema["not"] !== undefined) said["not"] = translated(schema["not"], scope);
  return said;
}

function mapped(members: Schema, scope: string): object {
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, translated(member, scope)]));
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
