import { isJsonObject, type JsonObject } from "@gradio-ts/wire";

/** A file as every later version describes it. */
const FILE: JsonObject = {
  title: "FileData",
  type: "object",
  properties: { path: { type: "string" }, orig_name: { type: ["string", "null"] }, mime_type: { type: ["string", "null"] } },
  required: ["path"],
};
const CAPTIONED: JsonObject = { type: "array", prefixItems: [FILE, { type: ["string", "null"] }] };

/** Components whose value is a file; it travels as base64 text or as an object of its own (protocol.md §7.3). */
const FILES = ["file", "uploadbutton", "image", "audio", "video", "model3d"];
const PLAIN: Readonly<Record<string, string>> = { textbox: "string", number: "number", slider: "number", checkbox: "boolean" };

/**
 * The schema of a component of Gradio 3 in the terms of later versions. That of files is made here, as `/info` calls them text or loose
 * objects; where the server describes nothing (before 3.26), the plainest components are known by their type.
 */
export function gradio3Schema(type: string, props: JsonObject, apiInfo: unknown): { readonly schema: JsonObject; readonly file: boolean } {
  if (type === "gallery") return { schema: { type: "array", items: CAPTIONED }, file: true };
  if (FILES.includes(type)) {
    const several = props["file_count"] === "multiple" || props["file_count"] === "directory";
    return { schema: several ? { type: "array", items: FILE } : FILE, file: true };
  }
  const info = isJsonObject(apiInfo) ? apiInfo["info"] : undefined;
  if (isJsonObject(info)) return { schema: info, file: false };
  const plain = Object.hasOwn(PLAIN, type) ? PLAIN[type] : undefined;
  return { schema: plain === undefined ? {} : { type: plain }, file: false };
}
