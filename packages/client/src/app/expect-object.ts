import { isJsonObject, type JsonObject } from "@gradio-ts/wire";
import { ProtocolError } from "../errors.js";

/** @throws ProtocolError naming `what`, if it is no object. */
export function expectObject(value: unknown, what: string): JsonObject {
  if (!isJsonObject(value)) throw new ProtocolError(`${what} should be an object; no Gradio answers like this.`);
  return value;
}
