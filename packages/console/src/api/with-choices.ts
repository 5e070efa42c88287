import type { AppConfig, EndpointInfo, JsonSchema, ParameterInfo } from "@gradio-ts/client";

interface Component {
  readonly id: unknown;
  readonly props?: { readonly choices?: unknown; readonly allow_custom_value?: unknown };
}

interface Dependency {
  readonly id?: unknown;
  readonly inputs?: unknown;
}

/** Older versions say in `/config` only what there is to choose from (protocol.md §2.1): here it stands where newer ones say it. */
export function withChoices(info: EndpointInfo, { components, dependencies }: AppConfig): EndpointInfo {
  const known = new Map(listOf<Component>(components).map((component) => [component?.id, component?.props]));
  const dependency = listOf<Dependency>(dependencies).find((each, index) => (each?.id ?? index) === info.fnIndex);
  const inputs = listOf<unknown>(dependency?.inputs);
  const parameters = info.parameters.map((parameter) => {
    const { choices, allow_custom_value: free } = known.get(inputs[info.slots.indexOf(parameter.name)]) ?? {};
    if (!Array.isArray(choices) || free === true) return parameter;
    // Since 4.0 each is a pair of what is shown and what is sent.
    return chosenFrom(
      parameter,
      choices.map((choice: unknown) => (Array.isArray(choice) ? choice[1] : choice)),
    );
  });
  return { ...info, parameters };
}

/** What a server says is a list of these; anything may stand in it all the same. */
function listOf<T>(value: unknown): readonly (T | null | undefined)[] {
  return Array.isArray(value) ? value : [];
}

function chosenFrom(parameter: ParameterInfo, choices: readonly unknown[]): ParameterInfo {
  const { schema } = parameter;
  if (typeof schema !== "object" || "enum" in schema) return parameter;
  if (schema["type"] === "string") return { ...parameter, schema: { ...schema, enum: choices } };
  const { items } = schema as { readonly items?: JsonSchema };
  if (schema["type"] !== "array" || typeof items !== "object" || "enum" in items) return parameter;
  return { ...parameter, schema: { ...schema, items: { ...items, enum: choices } } };
}
