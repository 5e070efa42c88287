import type { JsonSchema } from "@gradio-ts/client";

/** What a JSON Schema lets a value be. */
export interface ValueTypes {
  /** Names of JSON Schema: `"string"`, `"number"` …; none: anything goes. */
  readonly types: ReadonlySet<string>;
  /** The only values there are, if they are listed. */
  readonly choices: readonly unknown[] | undefined;
  /** The choices of a list's elements. */
  readonly elementChoices: readonly unknown[] | undefined;
}

const ANYTHING: ValueTypes = { types: new Set(), choices: undefined, elementChoices: undefined };

export function valueTypes(schema: JsonSchema): ValueTypes {
  return typesIn(schema, schema, 0);
}

const DEEPEST = 20;

function typesIn(schema: unknown, root: unknown, depth: number): ValueTypes {
  if (!isObject(schema) || depth > DEEPEST) return ANYTHING;
  const { $ref: ref, type, const: constant, items } = schema;
  if (typeof ref === "string") return typesIn(referred(ref, root), root, depth + 1);
  const variants = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(variants)) return union(variants.map((variant) => typesIn(variant, root, depth + 1)));
  const choices = constant === undefined ? listOf(schema["enum"]) : [constant];
  const named = (Array.isArray(type) ? type : [type]).filter((name): name is string => typeof name === "string");
  return {
    types: new Set(named.length > 0 ? named : choices?.map(typeOf)),
    choices,
    elementChoices: named.includes("array") ? typesIn(items, root, depth + 1).choices : undefined,
  };
}

/** `null` beside something else is that something, optional. */
function union(all: readonly ValueTypes[]): ValueTypes {
  const variants = all.filter(({ types }) => !(types.size === 1 && types.has("null")));
  const [only] = variants;
  if (variants.length === 1 && only !== undefined) return only;
  if (variants.some(({ types }) => types.size === 0)) return ANYTHING;
  const listed = variants.every(({ choices }) => choices !== undefined);
  return {
    types: new Set(variants.flatMap(({ types }) => [...types])),
    choices: listed ? variants.flatMap(({ choices }) => choices ?? []) : undefined,
    elementChoices: undefined,
  };
}

function referred(ref: string, root: unknown): unknown {
  const [, section = "", name = ""] = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(ref) ?? [];
  const definitions = isObject(root) ? root[section] : undefined;
  return isObject(definitions) && Object.hasOwn(definitions, name) ? definitions[name] : undefined;
}

/** The type of a value in the words of JSON Schema. */
export function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

function listOf(value: unknown): readonly unknown[] | undefined {
  return Array.isArray(value) && value.length > 0 ? value : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
