import { field } from "./component.js";
import type { Defaulted, FieldOptions, Same, WithDefault } from "./field.js";

/** Textbox. */
export function text<D extends string | null = never>(
  options: FieldOptions<string> & WithDefault<D> & { readonly lines?: number | undefined } = {},
): Defaulted<Same<string>, NoInfer<D>> {
  return field("text", ["lines"], options, {
    component: "textbox",
    schema: { type: "string" },
    pythonType: "str",
    props: { type: "text", lines: options.lines ?? 1 },
    example: "Hello!!",
    read: (value) => (typeof value === "string" ? { value } : { issue: "a text is required" }),
  });
}
