/** A JSON object of unknown content. Its keys are the server's: read fixed ones only, and others after `Object.hasOwn`. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
