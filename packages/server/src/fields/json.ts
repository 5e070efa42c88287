import { type ComponentSpec, field } from "./component.js";
import type { Defaulted, FieldOptions, Same, WithDefault } from "./field.js";

/** JSON: anything `JSON.stringify` takes. `T` is believed, not checked: for a checked value pass a Standard Schema as the field. */
export function json<T = unknown, D extends T | null = never>(
  options: FieldOptions<T> & WithDefault<D> = {},
): Defaulted<Same<T>, NoInfer<D>> {
  return field("json", [], options, { ...ANY_JSON, takesNull: true, read: (value) => ({ value }) });
}

/** How a value of any shape looks in Gradio. `type` is an object there, which means "any JSON" (protocol.md §2.1). */
export const ANY_JSON: Omit<ComponentSpec, "read"> = {
  component: "json",
  schema: { type: {}, description: "any valid json" },
  pythonType: "str | float | bool | list | dict",
  pythonDescription: "any valid json",
  example: { foo: "bar" },
};
