import { isFileSchema } from "./is-file-schema.js";
import { isJsonObject, type JsonObject } from "./json-object.js";
import type { JsonSchema } from "./json-schema.js";
import { jsonText } from "./json-text.js";
import { propertyName } from "./property-name.js";
import { resolveRef } from "./resolve-ref.js";

/**
 * The TypeScript type of the values a schema allows, as text: `"add" | "subtract"`, `readonly string[]`.
 * A file is `FileLike` as input and `OutputFile` as output; one that is the whole value may be `null`, its empty state.
 * What a schema leaves open, and what refers to itself, is `unknown`.
 * @param nameOf What a definition is called where it has a name; without one it is spelled out.
 */
export function typescriptType(schema: JsonSchema, side: "input" | "output", nameOf?: NameDefinition): string {
  const file = side === "input" ? "FileLike" : "OutputFile";
  const types = alternatives(schema, { root: schema, file, nameOf, open: new Set(), budget: MAX_PARTS, depth: 0 });
  return merged(types.includes(file) ? [...types, "null"] : types).join(" | ");
}

/** Gives the name of a definition, by its `$ref`. Asked for objects with properties only: no other type may be made of itself. */
export type NameDefinition = (ref: string) => string;

/** Beyond this many parts the rest is `unknown`: definitions that use each other twice would grow without end. */
const MAX_PARTS = 1000;
/** And what lies deeper: it would exhaust the stack of compilers. */
const MAX_DEPTH = 100;

interface Scope {
  readonly root: JsonSchema;
  readonly file: string;
  readonly nameOf: NameDefinition | undefined;
  /** References being spelled out at the moment. */
  readonly open: Set<string>;
  budget: number;
  /** How deep the part is that is being spelled. */
  depth: number;
}

/** The members of the union, so that the caller knows where parentheses are due. */
function alternatives(schema: unknown, scope: Scope): readonly string[] {
  if (schema === false) return ["never"];
  if (!isJsonObject(schema) || scope.budget-- <= 0 || scope.depth >= MAX_DEPTH) return ["unknown"];
  scope.depth++;
  const ref = schema["$ref"];
  const types =
    typeof ref === "string" ? referred(ref, scope) : isFileSchema(schema, scope.root) ? [scope.file] : spelledOut(schema, scope);
  scope.depth--;
  return schema["nullable"] === true ? merged([...types, "null"]) : types;
}

function referred(ref: string, scope: Scope): readonly string[] {
  const definition = resolveRef(ref, scope.root);
  if (scope.nameOf !== undefined && isShape(definition, scope.root)) return [scope.nameOf(ref)];
  if (scope.open.has(ref)) return ["unknown"];
  scope.open.add(ref);
  const types = alternatives(definition, scope);
  scope.open.delete(ref);
  return types;
}

/** What `spelledOut` gives a `{ … }` for. */
function isShape(schema: unknown, root: JsonSchema): schema is JsonObject {
  if (!isJsonObject(schema) || isFileSchema(schema, root) || !isJsonObject(schema["properties"])) return false;
  const plain = !["$ref", "const", "enum", "anyOf", "oneOf", "allOf"].some((keyword) => keyword in schema) && schema["nullable"] !== true;
  return plain && (schema["type"] ?? "object") === "object" && Object.keys(schema["properties"]).length > 0;
}

function spelledOut(schema: JsonObject, scope: Scope): readonly string[] {
  if ("const" in schema) return [literal(schema["const"])];
  const values = schema["enum"];
  // No choices: an app that fills them in later. `never` would make its endpoint impossible to call.
  if (Array.isArray(values) && values.length > 0) return merged(values.map(literal));
  const either = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(either)) return merged(either.flatMap((part) => alternatives(part, scope)));
  const all = schema["allOf"];
  if (Array.isArray(all)) return intersection(all.map((part) => alternatives(part, scope)));
  const type = schema["type"] ?? impliedType(schema);
  return merged((Array.isArray(type) ? type : [type]).map((name) => named(name, schema, scope)));
}

function literal(value: unknown): string {
  if (typeof value === "string") return jsonText(value);
  return typeof value === "object" && value !== null ? "unknown" : JSON.stringify(value);
}

function impliedType(schema: JsonObject): string | undefined {
  if ("properties" in schema) return "object";
  return "items" in schema || "prefixItems" in schema ? "array" : undefined;
}

function named(type: unknown, schema: JsonObject, scope: Scope): string {
  switch (type) {
    case "string":
    case "number":
    case "boolean":
    case "null":
      return type;
    case "integer":
      return "number";
    case "array":
      return arrayType(schema, scope);
    case "object":
      return objectType(schema, scope);
    default:
      // `{"type": {}}` means any JSON (protocol.md §2.1).
      return "unknown";
  }
}

function arrayType(schema: JsonObject, scope: Scope): string {
  const items = schema["items"];
  const tuple = schema["prefixItems"] ?? items;
  if (Array.isArray(tuple)) return `readonly [${tuple.map((item) => text(item, scope)).join(", ")}]`;
  return `readonly ${operand(alternatives(items, scope))}[]`;
}

function objectType(schema: JsonObject, scope: Scope): string {
  const properties = isJsonObject(schema["properties"]) ? Object.entries(schema["properties"]) : [];
  const others = schema["additionalProperties"];
  if (properties.length === 0) return `Record<string, ${text(others, scope)}>`;
  const required: readonly unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  const fields = properties.map(([key, value]) => `${propertyName(key)}${required.includes(key) ? "" : "?"}: ${text(value, scope)}`);
  // Whatever type the others have, the index signature has to admit the properties above.
  if (others === true || isJsonObject(others)) fields.push("[key: string]: unknown");
  return `{ ${fields.join("; ")} }`;
}

function intersection(parts: readonly (readonly string[])[]): readonly string[] {
  const [only, ...more] = parts;
  if (only === undefined) return ["unknown"];
  return more.length === 0 ? only : [`(${[...new Set(parts.map(operand))].join(" & ")})`];
}

function text(schema: unknown, scope: Scope): string {
  return alternatives(schema, scope).join(" | ");
}

/** The union as one operand of `[]` or `&`. */
function operand(types: readonly string[]): string {
  const union = types.join(" | ");
  return types.length > 1 || union.startsWith("readonly ") ? `(${union})` : union;
}

function merged(types: readonly string[]): readonly string[] {
  // Of no alternatives none says what a value is.
  if (types.length === 0 || types.includes("unknown")) return ["unknown"];
  const distinct = new Set(types);
  if (distinct.size > 1) distinct.delete("never");
  return [...distinct];
}
