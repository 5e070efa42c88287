import { InvalidArgumentError } from "@gradio-ts/client";
import { type ComponentSpec, field } from "./component.js";
import type { Defaulted, FieldOptions, Same, WithDefault } from "./field.js";
import { pythonChoices } from "./python-literal.js";

/** Dropdown or Radio of values; other values are refused. `choice(["add", "subtract"])` is typed as the union of its choices. */
export function choice<const C extends string | number, D extends C | null = never>(
  choices: readonly C[],
  options: FieldOptions<C> & WithDefault<D> & { readonly component?: "dropdown" | "radio" | undefined } = {},
): Defaulted<Same<C>, NoInfer<D>> {
  const described = describeChoice(choices, options.component ?? "dropdown");
  return field("choice", ["component"], options, {
    ...described,
    read: (value) => (choices.includes(value as C) ? { value } : { issue: `must be one of ${listed(choices)}` }),
  });
}

/** How one of several values looks in Gradio. */
export function describeChoice(choices: readonly unknown[], component: "dropdown" | "radio"): Omit<ComponentSpec, "read"> {
  if (!Array.isArray(choices) || choices.length === 0)
    throw new InvalidArgumentError("choice() needs a list of at least one choice.", "choices");
  // The type says string even where the choices are numbers: so does Gradio's.
  const schema = component === "radio" ? { enum: choices, title: "Radio", type: "string" } : { type: "string", enum: choices };
  return {
    component,
    schema,
    pythonType: pythonChoices(choices),
    props: { choices: pairs(choices), type: "value", ...(component === "dropdown" ? { allow_custom_value: false, filterable: true } : {}) },
    example: choices[0],
  };
}

/** Choices as Gradio's props hold them: name and value. */
export function pairs(choices: readonly unknown[]): readonly (readonly [string, unknown])[] {
  return choices.map((value) => [String(value), value] as const);
}

export function listed(choices: readonly unknown[]): string {
  return choices.map((value) => JSON.stringify(value)).join(", ");
}
