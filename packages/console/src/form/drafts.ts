import type { ParameterInfo } from "@gradio-ts/client";
import { controlOf } from "./control-of.js";
import { keywordsOf } from "./keywords-of.js";

/** What stands in a control: a value; the text of one that is still to be read, and the files it names; files. */
export type Draft =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "text"; readonly text: string; readonly files: readonly File[] }
  | { readonly kind: "files"; readonly files: readonly File[]; readonly multiple: boolean };
/** By the parameter's name. What is not there has not been given: the app's default holds. */
export type Drafts = Readonly<Record<string, Draft | undefined>>;

/** What a form shows at first: defaults, else nothing; of what is required and has a simple example, that. */
export function startingDrafts(parameters: readonly ParameterInfo[]): Drafts {
  return Object.fromEntries(parameters.map((parameter) => [parameter.name, startingDraft(parameter)]));
}

function startingDraft(parameter: ParameterInfo): Draft | undefined {
  const { kind } = controlOf(parameter);
  const value = parameter.required ? emptyValue(parameter, kind) : parameter.default;
  if (kind === "file") return undefined;
  if (kind === "json") return { kind: "text", text: JSON.stringify(value ?? null, null, 2), files: [] };
  return { kind: "value", value };
}

function emptyValue({ example, schema, file }: ParameterInfo, kind: string): unknown {
  if (kind === "text") return "";
  if (kind === "checkbox") return false;
  if (kind === "choices" || kind === "chat") return [];
  const options = keywordsOf(schema)["enum"];
  if (kind === "choice" && Array.isArray(options)) return options[0];
  // Examples of files are on hosts of others.
  return file ? null : example;
}
