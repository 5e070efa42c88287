import type { ParameterInfo } from "@gradio-ts/client";
import { jsonText } from "@gradio-ts/wire";
import { withoutAddresses } from "./without-addresses.js";

const LONGEST = 80;

/** What a missing input becomes, for a comment: at most 80 letters of it, as JSON. */
export function defaultText(parameter: ParameterInfo): string {
  const text = written(withoutAddresses(parameter));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function written(value: unknown): string {
  if (typeof value === "string") return jsonText(value.slice(0, LONGEST));
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    // Nested deeper than can be written.
    return "…";
  }
}
