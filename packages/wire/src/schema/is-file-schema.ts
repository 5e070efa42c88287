import { isJsonObject, type JsonObject } from "./json-object.js";
import { resolveRef } from "./resolve-ref.js";

/** Whether a schema is that of a file object: by its mark (since 4.21), else by its name or shape (protocol.md §2.1, §7.3). */
export function isFileSchema(schema: JsonObject, root: unknown): boolean {
  const properties = schema["properties"];
  if (!isJsonObject(properties)) return false;
  if (isMark(properties["meta"], root)) return true;
  if (!("path" in properties)) return false;
  const title = schema["title"];
  return title === "FileData" || title === "ImageData" || ("orig_name" in properties && "mime_type" in properties);
}

/** `meta` is a `$ref` to an object with a constant `_type`, or a free object with a default. */
function isMark(meta: unknown, root: unknown): boolean {
  if (!isJsonObject(meta)) return false;
  const ref = meta["$ref"];
  const target = typeof ref === "string" ? resolveRef(ref, root) : meta;
  if (!isJsonObject(target)) return false;
  const initial = target["default"];
  const properties = target["properties"];
  const type = isJsonObject(properties) ? properties["_type"] : undefined;
  return [isJsonObject(initial) && initial["_type"], isJsonObject(type) && type["const"], isJsonObject(type) && type["default"]].includes(
    "gradio.FileData",
  );
}
