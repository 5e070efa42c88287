import { handleFile, type ParameterInfo } from "@gradio-ts/client";
import type { Draft, Drafts } from "./drafts.js";

/** What a call is to be given; what cannot be read, by the parameter's name. */
export interface Inputs {
  readonly values: Readonly<Record<string, unknown>>;
  readonly mistakes: Readonly<Record<string, string>>;
}

/** How a text names an attached file. */
export const FILE_MARK = "file:";

export function inputsOf(parameters: readonly ParameterInfo[], drafts: Drafts): Inputs {
  const values: Record<string, unknown> = {};
  const mistakes: Record<string, string> = {};
  for (const { name } of parameters) {
    const draft = drafts[name];
    if (draft === undefined) continue;
    try {
      values[name] = readDraft(draft);
    } catch (error) {
      mistakes[name] = `This is no JSON: ${(error as Error).message}.`;
    }
  }
  return { values, mistakes };
}

function readDraft(draft: Draft): unknown {
  if (draft.kind === "value") return draft.value;
  if (draft.kind === "files") {
    const handled = draft.files.map((file) => handleFile(file));
    return draft.multiple ? handled : handled[0];
  }
  return JSON.parse(draft.text, (_key, value: unknown) => {
    const file = draft.files.find(({ name }) => value === FILE_MARK + name);
    return file === undefined ? value : handleFile(file);
  });
}
