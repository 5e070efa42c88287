import type { JsonSchema } from "@gradio-ts/wire";
import { holdsFile, isJsonObject, type JsonObject, typescriptType } from "@gradio-ts/wire";
import type { ReturnInfo } from "../view-api/api-info.js";
import { expectObject } from "./expect-object.js";
import { stringOr } from "./string-or.js";

/** What `/info` says of a parameter and of a return alike. Source: protocol.md §2. */
export function describeValue(entry: JsonObject, side: "input" | "output"): ReturnInfo {
  const schema = parseSchema(entry["type"]);
  const python = isJsonObject(entry["python_type"]) ? entry["python_type"] : {};
  return {
    label: stringOr(entry["label"], ""),
    component: stringOr(entry["component"], ""),
    schema,
    pythonType: stringOr(python["type"], "Any"),
    typescriptType: typescriptType(accepting(schema, entry), side),
    file: holdsFile(schema),
    description: stringOr(python["description"], ""),
  };
}

function parseSchema(type: unknown): JsonSchema {
  if (type === undefined || type === null) return {};
  if (typeof type === "boolean") return type;
  const schema = expectObject(type, "The type of a parameter or return");
  // An object where a type's name should be means "any JSON" (protocol.md §2.1).
  return isJsonObject(schema["type"]) ? {} : schema;
}

/** A parameter that is `null` unless given may be given `null`: in Python it is `X | None`. */
function accepting(schema: JsonSchema, entry: JsonObject): JsonSchema {
  const nullable = entry["parameter_has_default"] === true && (entry["parameter_default"] ?? null) === null;
  return nullable && isJsonObject(schema) ? { ...schema, nullable } : schema;
}
