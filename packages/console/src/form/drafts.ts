import type { ParameterInfo } from "@gradio-ts/client";
import { controlOf } from "./control-of.js";
import { keywordsOf } from "./keywords-of.js";

/** What stands in a control: a value, or the text of one that is still to be read. */
export type Draft = { readonly kind: "value"; readonly value: unknown } | { readonly kind: "text"; readonly text: string };
/** By the parameter's name. What is not there has not been given: the app's default holds. */
export type Drafts = Readonly<Record<string, Draft | undefined>>;

export type Inputs =
  | { readonly kind: "inputs"; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: "unreadable"; readonly message: string };

/** What a form shows at first: defaults, else nothing; of what is required and has a simple example, that. */
export function startingDrafts(parameters: readonly ParameterInfo[]): Drafts {
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, startingDraft(parameter)]));
}

function startingDraft(parameter: ParameterInfo): Draft | undefined {
  const control = controlOf(parameter);
  const value = parameter.required ? emptyValue(parameter, control.kind) : parameter.default;
  if (control.kind === "file") return undefined;
  if (control.kind === "json") return { kind: "text", text: JSON.stringify(value ?? null, null, 2) };
  return { kind: "value", value };
}

function emptyValue({ example, schema }: ParameterInfo, kind: string): unknown {
  if (kind === "text") return "";
  if (kind === "checkbox") return false;
  if (kind === "choices") return [];
  const options = keywordsOf(schema)["enum"];
  if (kind === "choice" && Array.isArray(options)) return options[0];
  return example;
}

/** What the call is to be given. A text that is no JSON is told with the parameter's name. */
export function inputsOf(parameters: readonly ParameterInfo[], drafts: Drafts): Inputs {
  const values: Record<string, unknown> = {};
  for (const { name, label } of parameters) {
    const draft = drafts[name];
    if (draft === undefined) continue;
    if (draft.kind === "value") values[name] = draft.value;
    else {
      try {
        values[name] = JSON.parse(draft.text);
      } catch (error) {
        return { kind: "unreadable", message: `${label || name} is no JSON: ${(error as Error).message}` };
      }
    }
  }
  return { kind: "inputs", values };
}
