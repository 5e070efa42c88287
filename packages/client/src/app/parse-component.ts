import { ProtocolError } from "../errors.js";
import { isJsonObject, type JsonObject } from "../view-api/json-object.js";
import { expectObject } from "./expect-object.js";
import { stringOr } from "./string-or.js";

/** One component of `/config`. Source: protocol.md §1.3. */
export interface Component {
  readonly id: number;
  /** State, buttons, layout: a slot on the wire that no caller sees. */
  readonly skipped: boolean;
  /** What `/info` would say of it as a parameter, had it described the endpoint. */
  readonly asInput: JsonObject;
  /** The same as a return. */
  readonly asOutput: JsonObject;
}

/** What has no API of its own. Only for servers that do not say `skip_api` (before 4.0). */
const SKIPPED = "state row column tabs tab tabitem box form accordion group interpretation dataset".split(" ");

export function parseComponent(value: unknown): Component {
  const component = expectObject(value, "A component in /config");
  const { id, type, skip_api: skip } = component;
  if (typeof id !== "number" || typeof type !== "string") throw new ProtocolError("A component in /config has no id or no type.");
  const props = isJsonObject(component["props"]) ? component["props"] : {};
  const name = stringOr(props["name"], type);
  const common = { component: name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() };
  const initial = props["value"] ?? null;
  return {
    id,
    skipped: skip === true || (skip === undefined && SKIPPED.includes(type)),
    asInput: {
      ...common,
      label: stringOr(props["label"], `parameter_${id}`),
      // The Python default `None` is not in /config: such a parameter is taken for a required one.
      parameter_has_default: initial !== null,
      parameter_default: initial,
      type: component["api_info_as_input"] ?? component["api_info"],
      example_input: component["example_inputs"],
    },
    asOutput: { ...common, label: stringOr(props["label"], `value_${id}`), type: component["api_info_as_output"] ?? component["api_info"] },
  };
}
