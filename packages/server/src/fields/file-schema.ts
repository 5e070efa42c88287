import type { JsonSchema } from "@gradio-ts/client";

const nullable = (type: string, title: string) => ({ anyOf: [{ type }, { type: "null" }], default: null, title });

/** Gradio's file object, without its prose: clients tell files by `FileDataMeta` (protocol.md §2.1). */
const FILE_DATA = {
  properties: {
    path: { title: "Path", type: "string" },
    url: nullable("string", "Url"),
    size: nullable("integer", "Size"),
    orig_name: nullable("string", "Orig Name"),
    mime_type: nullable("string", "Mime Type"),
    is_stream: { default: false, title: "Is Stream", type: "boolean" },
    meta: { $ref: "#/$defs/FileDataMeta" },
  },
  required: ["path"],
  title: "FileData",
  type: "object",
};

const FILE_DATA_META = {
  properties: { _type: { const: "gradio.FileData", title: "Type", type: "string" } },
  required: ["_type"],
  title: "FileDataMeta",
  type: "object",
};

/** For schemas with files inside. */
export const FILE_DEFINITIONS = { FileData: FILE_DATA, FileDataMeta: FILE_DATA_META };

/** One file. */
export const FILE_SCHEMA: JsonSchema = { $defs: { FileDataMeta: FILE_DATA_META }, ...FILE_DATA };

/** Several files. */
export const FILES_SCHEMA: JsonSchema = {
  $defs: FILE_DEFINITIONS,
  items: { $ref: "#/$defs/FileData" },
  title: "ListFiles",
  type: "array",
  additional_description: null,
};

/** An image: its path may be null in Gradio, and its mark is a default. */
export const IMAGE_SCHEMA: JsonSchema = {
  properties: {
    path: nullable("string", "Path"),
    url: nullable("string", "Url"),
    size: nullable("integer", "Size"),
    orig_name: nullable("string", "Orig Name"),
    mime_type: nullable("string", "Mime Type"),
    is_stream: { default: false, title: "Is Stream", type: "boolean" },
    meta: { additionalProperties: true, default: { _type: "gradio.FileData" }, title: "Meta", type: "object" },
  },
  title: "ImageData",
  type: "object",
};
