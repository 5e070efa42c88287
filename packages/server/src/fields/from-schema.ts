import type { JsonSchema } from "@gradio-ts/client";
import { describeChoice } from "./choice.js";
import { describeChoices } from "./choices.js";
import { Component, type ComponentSpec, type Reading } from "./component.js";
import { ANY_JSON } from "./json.js";
import { describeNumber } from "./number.js";
import { choicesOf, exampleOf, jsonSchemaOf, pythonTypeOf } from "./schema-type.js";
import type { StandardResult, StandardSchema } from "./standard-schema.js";

/** A Standard Schema as a field: shown as the component that fits, checked by its own rules. */
export function componentOfSchema(schema: StandardSchema): Component {
  const standard = schema["~standard"];
  const described = jsonSchemaOf(standard);
  const initial = initialOf(schema, described);
  const read = async (value: unknown): Promise<Reading> => {
    const result = await standard.validate(value);
    if (result.issues === undefined) return { value: result.value };
    // What may be left out arrives as null where its default cannot be written as JSON.
    if (value === null && initial?.value === null) {
      const omitted = await standard.validate(undefined);
      if (omitted.issues === undefined) return { value: omitted.value };
    }
    return { issue: messageOf(result.issues) };
  };
  const write = async (value: unknown) => {
    const result = await standard.validate(value);
    if (result.issues === undefined) return result.value;
    throw new TypeError(`The output does not fit its schema: ${messageOf(result.issues)}`);
  };
  const spec: ComponentSpec = { ...specOf(described), read, write, takesNull: true, validates: true };
  const { title, description } = (typeof described === "object" ? described : {}) as {
    readonly title?: string;
    readonly description?: string;
  };
  return new Component(spec, { label: title, description, default: initial?.value });
}

/** The component that fits a JSON schema. */
function specOf(schema: JsonSchema | undefined): Omit<ComponentSpec, "read"> {
  if (typeof schema !== "object") return ANY_JSON;
  const { type, items, minimum, maximum } = schema as Record<string, unknown>;
  const example = exampleOf(schema);
  const own = { schema, pythonType: pythonTypeOf(schema), ...(example === undefined ? {} : { example }) };
  const choices = choicesOf(schema);
  if (isChoices(choices)) return { ...describeChoice(choices, "dropdown"), ...own };
  if (type === "string") return { component: "textbox", props: { type: "text", lines: 1 }, example: "Hello!!", ...own };
  if (type === "boolean") return { component: "checkbox", example: true, ...own };
  if (type === "number" || type === "integer") {
    return { ...describeNumber({ min: bound(minimum), max: bound(maximum), integer: type === "integer" }), ...own };
  }
  const element = choicesOf(items);
  if (type === "array" && isChoices(element)) return { ...describeChoices(element, "dropdown"), ...own };
  return { ...ANY_JSON, ...own };
}

function isChoices(value: unknown): value is (string | number)[] {
  return Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string" || typeof one === "number");
}

/** Integer types carry the safe integers as bounds in some libraries: no slider is made of these. */
function bound(value: unknown): number | undefined {
  return typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined;
}

/**
 * What clients send where the input is left out; `undefined` if it may not be. The JSON schema's own default where there is one, else what the
 * schema makes of `undefined` if it takes that back unchanged (it need not: a default may be given after a transformation), else `null`.
 */
function initialOf(schema: StandardSchema, described: JsonSchema | undefined): { readonly value: unknown } | undefined {
  const declared = typeof described === "object" ? described["default"] : undefined;
  if (declared !== undefined) return { value: declared };
  const omitted = settled(schema, undefined);
  if (omitted === undefined) return undefined;
  const again = omitted.value === undefined ? undefined : settled(schema, omitted.value);
  const kept = again !== undefined && JSON.stringify(again.value) === JSON.stringify(omitted.value);
  return { value: kept ? omitted.value : null };
}

/** The value of a validation that passes at once. */
function settled(schema: StandardSchema, value: unknown): { readonly value: unknown } | undefined {
  let result: StandardResult<unknown> | Promise<StandardResult<unknown>>;
  try {
    result = schema["~standard"].validate(value);
  } catch {
    return undefined;
  }
  if (result instanceof Promise) {
    result.catch(() => {});
    return undefined;
  }
  return result.issues === undefined ? { value: result.value } : undefined;
}

type Issues = NonNullable<StandardResult<unknown>["issues"]>;

function messageOf(issues: Issues): string {
  return issues.map(({ message, path }) => (path?.length ? `${path.map(keyOf).join(".")}: ${message}` : message)).join("; ");
}

function keyOf(segment: PropertyKey | { readonly key: PropertyKey }): string {
  return String(typeof segment === "object" ? segment.key : segment);
}
