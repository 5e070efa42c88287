import { isJsonObject, type JsonObject } from "@gradio-ts/wire";
import { ProtocolError } from "../errors.js";
import type { Version } from "./app.js";
import { expectObject } from "./expect-object.js";
import { gradio3Schema } from "./gradio-3-schema.js";
import { stringOr } from "./string-or.js";

/** One component of `/config`. Source: protocol.md §1.3. */
export interface Component {
  readonly id: number;
  /** State, buttons, layout: a slot on the wire that no caller sees. */
  readonly skipped: boolean;
  /** What the app keeps of a session. */
  readonly state: boolean;
  /** Whether `/info` speaks of it: also of buttons, in Gradio 3. */
  readonly listed: boolean;
  /** What counts in place of what `/info` says of its type: Gradio 3 describes files as text or loose objects. */
  readonly schema: JsonObject | undefined;
  /** What `/info` would say of it as a parameter, had it described the endpoint. */
  readonly asInput: JsonObject;
  /** The same as a return. */
  readonly asOutput: JsonObject;
}

/** What has no API of its own. Only for servers that do not say `skip_api` (before 4.0). */
const UNLISTED = "state variable row column tabs tab tabitem box form accordion group interpretation dataset".split(" ");
const STATE = ["state", "variable"];
/** What `skip_api` takes in besides, where it exists. */
const BUTTONS = "button clearbutton duplicatebutton loginbutton logoutbutton".split(" ");

export function parseComponent(value: unknown, version: Version): Component {
  const component = expectObject(value, "A component in /config");
  const { id, type, skip_api: skip } = component;
  if (typeof id !== "number" || typeof type !== "string") throw new ProtocolError("A component in /config has no id or no type.");
  const props = isJsonObject(component["props"]) ? component["props"] : {};
  const name = stringOr(props["name"], type);
  const common = { component: name.charAt(0).toUpperCase() + name.slice(1).toLowerCase() };
  const initial = props["value"] ?? null;
  const listed = skip === undefined ? !UNLISTED.includes(type) : skip !== true;
  const old = version.major < 4 ? gradio3Schema(type, props, component["api_info"]) : undefined;
  return {
    id,
    skipped: !listed || (skip === undefined && BUTTONS.includes(type)),
    state: STATE.includes(type),
    listed,
    schema: old?.file === true ? old.schema : undefined,
    asInput: {
      ...common,
      label: stringOr(props["label"], `parameter_${id}`),
      // The Python default `None` is not in /config: such a parameter is taken for a required one.
      parameter_has_default: initial !== null,
      parameter_default: initial,
      type: old?.schema ?? component["api_info_as_input"] ?? component["api_info"],
      example_input: exampleOf(component["example_inputs"]),
    },
    asOutput: {
      ...common,
      label: stringOr(props["label"], `value_${id}`),
      type: old?.schema ?? component["api_info_as_output"] ?? component["api_info"],
    },
  };
}

/** Gradio 3 gives it twice: as the caller's value, and as the wire's. */
function exampleOf(example: unknown): unknown {
  return isJsonObject(example) && "raw" in example && "serialized" in example ? example["raw"] : example;
}
