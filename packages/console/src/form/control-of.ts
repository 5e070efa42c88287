import type { ParameterInfo } from "@gradio-ts/client";
import { keywordsOf } from "./keywords-of.js";

/** What a person fills a parameter in with. */
export type Control =
  | { readonly kind: "text" }
  | { readonly kind: "checkbox" }
  | { readonly kind: "number" }
  | { readonly kind: "slider"; readonly min: number; readonly max: number; readonly step: number | "any" }
  | { readonly kind: "choice"; readonly options: readonly unknown[]; readonly radio: boolean }
  | { readonly kind: "choices"; readonly options: readonly unknown[] }
  | { readonly kind: "file"; readonly multiple: boolean; readonly accept: string; readonly microphone: boolean }
  | { readonly kind: "chat" }
  | { readonly kind: "json"; readonly attach: boolean };

const MEDIA: Readonly<Record<string, string>> = { image: "image/*", audio: "audio/*", video: "video/*" };
/** How a Slider tells its bounds (protocol.md §2.1). */
const BOUNDS = /between (-?\d+(?:\.\d+)?) and (-?\d+(?:\.\d+)?)/;

/** The control that fits a parameter: by its schema, since custom components have one too; JSON where nothing else does. */
export function controlOf({ schema, typescriptType, component, description, file }: ParameterInfo): Control {
  const kind = component.toLowerCase();
  const spelt = typescriptType.replace(/ \| null$/, "");
  if (spelt === "FileLike" || /^(readonly )?\(?FileLike\)?\[\]$/.test(spelt)) {
    return { kind: "file", multiple: spelt !== "FileLike", accept: MEDIA[kind] ?? "", microphone: kind === "audio" };
  }
  const { enum: options, items, type: wire, description: said } = keywordsOf(schema);
  if (Array.isArray(options)) return { kind: "choice", options, radio: kind === "radio" };
  const { enum: members } = (items ?? {}) as { readonly enum?: unknown };
  if (wire === "array" && Array.isArray(members)) return { kind: "choices", options: members };
  if (wire === "boolean") return { kind: "checkbox" };
  if (wire === "string") return { kind: "text" };
  if (wire === "number" || wire === "integer") return numberControl(kind, `${said ?? ""} ${description}`, wire);
  // Older ones take pairs of texts instead.
  if (kind === "chatbot" && JSON.stringify(schema).includes('"role"')) return { kind: "chat" };
  return { kind: "json", attach: file };
}

function numberControl(component: string, description: string, type: "number" | "integer"): Control {
  const bounds = component === "slider" ? BOUNDS.exec(description) : null;
  if (bounds === null) return { kind: "number" };
  const [min, max] = [Number(bounds[1]), Number(bounds[2])];
  const whole = type === "integer" || (Number.isInteger(min) && Number.isInteger(max) && max - min > 10);
  return min < max ? { kind: "slider", min, max, step: whole ? 1 : "any" } : { kind: "number" };
}
