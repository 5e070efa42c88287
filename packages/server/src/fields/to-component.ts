import { Component } from "./component.js";
import { componentOfSchema } from "./from-schema.js";
import { isStandardSchema } from "./standard-schema.js";

/** The run-time side of whatever may stand where a field is wanted; `undefined` for anything else. */
export function toComponent(field: unknown): Component | undefined {
  if (field instanceof Component) return field;
  return isStandardSchema(field) ? componentOfSchema(field) : undefined;
}
