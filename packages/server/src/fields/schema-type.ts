import type { JsonSchema } from "@gradio-ts/client";
import { pythonString } from "./python-literal.js";

/** A JSON schema as Python spells types: `list[str]`, `dict(a: str, b: int)`, `Literal['a', 'b']`, `str | None`. */
export function pythonTypeOf(schema: unknown): string {
  if (typeof schema !== "object" || schema === null) return "Any";
  const { type, anyOf, oneOf, items, properties, additionalProperties } = schema as Record<string, unknown>;
  const choices = choicesOf(schema);
  if (choices !== undefined) return `Literal[${choices.map((value) => pythonString(String(value))).join(", ")}]`;
  const union = Array.isArray(anyOf)
    ? anyOf
    : Array.isArray(oneOf)
      ? oneOf
      : Array.isArray(type)
        ? type.map((one) => ({ type: one }))
        : undefined;
  if (union !== undefined) return [...new Set(union.map(pythonTypeOf))].join(" | ");
  if (type === "array") return `list[${pythonTypeOf(items)}]`;
  if (type === "object" && typeof properties === "object" && properties !== null) {
    return `dict(${Object.entries(properties)
      .map(([name, member]) => `${name}: ${pythonTypeOf(member)}`)
      .join(", ")})`;
  }
  if (type === "object") return `dict(str, ${pythonTypeOf(additionalProperties)})`;
  return SIMPLE[String(type)] ?? "Any";
}

/** The values a schema lists: as `enum`, as one constant, or as a union of constants, which is how some libraries write it. */
export function choicesOf(schema: unknown): readonly unknown[] | undefined {
  if (typeof schema !== "object" || schema === null) return undefined;
  const { enum: listed, const: only, anyOf, oneOf } = schema as Record<string, unknown>;
  if (Array.isArray(listed)) return listed;
  if (only !== undefined) return [only];
  const union = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : [];
  const members = union.map(choicesOf);
  return members.length > 0 && members.every((member) => member !== undefined) ? members.flat() : undefined;
}

const SIMPLE: Readonly<Record<string, string>> = { string: "str", number: "float", integer: "int", boolean: "bool", null: "None" };

/** A value that a JSON schema allows, for docs and snippets. `undefined` where it says too little. */
export function exampleOf(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return undefined;
  const { type, default: initial, examples, anyOf, properties, required, minimum } = schema as Record<string, unknown>;
  if (Array.isArray(examples) && examples.length > 0) return examples[0];
  if (initial !== undefined) return initial;
  const choices = choicesOf(schema);
  if (choices !== undefined) return choices[0];
  if (Array.isArray(anyOf)) return exampleOf(anyOf[0]);
  if (type === "string") return "Hello!!";
  if (type === "number" || type === "integer") return typeof minimum === "number" ? minimum : 3;
  if (type === "boolean") return true;
  if (type === "array") return [];
  if (type === "null") return null;
  if (type !== "object" || typeof properties !== "object" || properties === null) return undefined;
  const needed = Object.entries(properties).filter(([name]) => Array.isArray(required) && required.includes(name));
  return Object.fromEntries(needed.map(([name, member]) => [name, exampleOf(member) ?? null]));
}

/** The JSON schema a library offers for its schema's input, by the Standard JSON Schema interface; `undefined` if it offers none. */
export function jsonSchemaOf(standard: object): JsonSchema | undefined {
  const converter = (standard as { readonly jsonSchema?: { readonly input?: (options: { readonly target: string }) => unknown } })
    .jsonSchema;
  if (typeof converter?.input !== "function") return undefined;
  try {
    const schema = converter.input({ target: "draft-2020-12" });
    if (typeof schema !== "object" || schema === null) return undefined;
    const { $schema: _dialect, ...rest } = schema as Record<string, unknown>;
    return rest;
  } catch {
    // Some schemas cannot be described (transforms, dates): they still validate.
    return undefined;
  }
}
