import { asIdentifier } from "@gradio-ts/wire";

/** `"photo-studio"` → `"PhotoStudio"`; `""` if a text has nothing to make a name of. */
export function typeName(text: string): string {
  const words = asIdentifier(text).split("_");
  const name = words.map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`).join("");
  return /^\d/.test(name) ? `_${name}` : name;
}
