import type { JsonObject } from "@gradio-ts/wire";
import type { ParameterInfo } from "../view-api/api-info.js";
import { identifier } from "../view-api/identifier.js";
import { describeValue } from "./describe-value.js";
import { stringOr } from "./string-or.js";

/** Describes the parameters of one endpoint, one after another. Names that come twice are numbered, as callers give inputs by name. */
export function describeParameters(): (entry: JsonObject, slot: number) => ParameterInfo {
  const taken = new Set<string>();
  /** Where the counting goes on: from 2 each time, many of one name would take for ever. */
  const counts = new Map<string, number>();
  return (entry, slot) => {
    const value = describeValue(entry, "input");
    const wanted = stringOr(entry["parameter_name"], identifier(value.label) || `param_${slot}`);
    let name = wanted;
    for (let count = counts.get(wanted) ?? 2; taken.has(name); counts.set(wanted, count)) name = `${wanted}_${count++}`;
    taken.add(name);
    const required = entry["parameter_has_default"] !== true;
    const initial = required ? {} : { default: entry["parameter_default"] ?? null };
    return { ...value, name, required, ...initial, example: entry["example_input"] };
  };
}
