import { field } from "./component.js";
import type { Defaulted, FieldOptions, Same, WithDefault } from "./field.js";

/** Checkbox. */
export function boolean<D extends boolean | null = never>(
  options: FieldOptions<boolean> & WithDefault<D> = {},
): Defaulted<Same<boolean>, NoInfer<D>> {
  return field("boolean", [], options, {
    component: "checkbox",
    schema: { type: "boolean" },
    pythonType: "bool",
    example: true,
    read: (value) => (typeof value === "boolean" ? { value } : { issue: "true or false is required" }),
  });
}
