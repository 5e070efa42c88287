import type { JsonSchema, ParameterInfo } from "@gradio-ts/client";
import { defaultText } from "./default-text.js";
import type { Shapes } from "./shapes.js";

/** A parameter as a file of types says it. */
export interface ParameterType {
  readonly name: string;
  readonly required: boolean;
  /** With `| undefined` where it is not required. */
  readonly type: string;
  /** What the component is, and what becomes of a missing input. */
  readonly remarks: string;
  /** Whether the remarks say more than the component's name. */
  readonly telling: boolean;
}

export function parameterType(parameter: ParameterInfo, shapes: Shapes): ParameterType {
  const { name, required, schema, default: initial } = parameter;
  const type = shapes.typeOf(!required && initial === null ? orNull(schema) : schema, "input");
  const about = aboutInput(parameter);
  const more = required ? emptyState(type) : `Default: \`${defaultText(parameter)}\``;
  return {
    name,
    required,
    type: required || type === "unknown" ? type : `${type} | undefined`,
    remarks: [about, more].filter((text) => text !== "").join(". "),
    telling: !required || about !== parameter.component,
  };
}

/** The component, and what Gradio says of its values. */
function aboutInput({ component, description, file }: ParameterInfo): string {
  const [remark = ""] = description.trim().split("\n");
  // Files bring the documentation of a Python class, which says nothing here.
  return [component, file ? "" : remark].filter((text) => text !== "").join(", ");
}

function emptyState(type: string): string {
  return type === "FileLike | null" ? "Files accept `null`, their empty state" : "";
}

/** In Python it is `X | None`. */
function orNull(schema: JsonSchema): JsonSchema {
  return typeof schema === "object" ? { ...schema, nullable: true } : schema;
}
