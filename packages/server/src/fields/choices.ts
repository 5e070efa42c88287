import { InvalidArgumentError } from "@gradio-ts/client";
import { listed, pairs } from "./choice.js";
import { type ComponentSpec, field } from "./component.js";
import type { Defaulted, FieldOptions, Same, WithDefault } from "./field.js";
import { pythonChoices } from "./python-literal.js";

/** Dropdown with several values, or CheckboxGroup: `choices(["a", "b"])` is typed `("a" | "b")[]`. */
export function choices<const C extends string | number, D extends readonly C[] | null = never>(
  choices: readonly C[],
  options: FieldOptions<readonly C[]> & WithDefault<D> & { readonly component?: "dropdown" | "checkboxgroup" | undefined } = {},
): Defaulted<Same<readonly C[]>, NoInfer<D>> {
  const fits = (value: unknown) => Array.isArray(value) && value.every((element) => choices.includes(element));
  return field("choices", ["component"], options, {
    ...describeChoices(choices, options.component ?? "dropdown"),
    read: (value) => (fits(value) ? { value } : { issue: `must be a list of ${listed(choices)}` }),
  });
}

/** How several of several values look in Gradio. */
export function describeChoices(choices: readonly unknown[], component: "dropdown" | "checkboxgroup"): Omit<ComponentSpec, "read"> {
  if (!Array.isArray(choices) || choices.length === 0)
    throw new InvalidArgumentError("choices() needs a list of at least one choice.", "choices");
  const group = component === "checkboxgroup";
  return {
    component,
    schema: group
      ? { items: { enum: choices, type: "string" }, title: "Checkbox Group", type: "array" }
      : { type: "array", items: { type: "string", enum: choices } },
    pythonType: `list[${pythonChoices(choices)}]`,
    props: { choices: pairs(choices), type: "value", ...(group ? {} : { multiselect: true, allow_custom_value: false, filterable: true }) },
    example: [choices[0]],
  };
}
