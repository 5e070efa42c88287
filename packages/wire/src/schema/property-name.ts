import { jsonText } from "./json-text.js";
import { isIdentifier } from "./typescript-identifier.js";

/** A name as TypeScript writes it for a property: quoted where it is no identifier. */
export function propertyName(name: string): string {
  return isIdentifier(name) ? name : jsonText(name);
}
