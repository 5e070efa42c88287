import { ProtocolError } from "../errors.js";

/** @throws ProtocolError naming `what`, if it is no array. */
export function expectList(value: unknown, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ProtocolError(`${what} should be an array; no Gradio answers like this.`);
  return value;
}
