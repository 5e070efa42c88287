import { jsonText } from "./json-text.js";

/** A name as TypeScript writes it for a property: quoted where it is no identifier. */
export function propertyName(name: string): string {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name) ? name : jsonText(name);
}
