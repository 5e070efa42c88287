import { type FileData, isFileData } from "@gradio-ts/wire";
import type { Endpoint, Version } from "../app/app.js";
import { since } from "../app/since.js";

/** How a version writes the files in its values, and what every later one makes of them: {@link FileData} (protocol.md §7.3). */
export interface FileForm {
  /** Inputs as the server takes them. */
  readonly write: (data: readonly unknown[], endpoint: Endpoint) => readonly unknown[];
  /** Outputs as the rest of the client knows them. */
  readonly read: (data: readonly unknown[], endpoint: Endpoint) => readonly unknown[];
}

export function fileForm(version: Version): FileForm {
  if (version.major < 4) return GRADIO_3;
  return since(version, 4, 21) ? AS_IT_IS : UNMARKED;
}

const asItIs = (data: readonly unknown[]): readonly unknown[] => data;
const AS_IT_IS: FileForm = { write: asItIs, read: asItIs };

/** Before 4.21 a file is not marked as one: what looks like it is, in outputs that may hold files. */
const UNMARKED: FileForm = {
  write: asItIs,
  read: (data, { outputs }) => data.map((value, index) => (outputs[index]?.file === true ? mapped(value, marked) : value)),
};

const GRADIO_3: FileForm = {
  write: (data, { inputs }) => data.map((value, index) => (inputs[index]?.file === true ? mapped(value, toGradio3) : value)),
  read: (data, { outputs }) => data.map((value, index) => (outputs[index]?.file === true ? mapped(value, fromGradio3) : value)),
};

const MARK = { _type: "gradio.FileData" } as const;

function marked(value: unknown): FileData | undefined {
  if (!isObject(value) || typeof value["path"] !== "string" || !("orig_name" in value)) return undefined;
  return { ...(value as unknown as FileData), meta: MARK };
}

/** Base64 text, or an object that holds it, or one that names a file at the server. */
function fromGradio3(value: unknown): FileData | undefined {
  if (typeof value === "string") return /^data:/i.test(value) ? { path: value, url: value, orig_name: null, meta: MARK } : undefined;
  if (!isObject(value) || typeof value["name"] !== "string" || !("data" in value)) return undefined;
  const { name, data, size, orig_name: original } = value;
  const file = {
    path: name,
    size: typeof size === "number" ? size : null,
    orig_name: typeof original === "string" ? original : null,
    meta: MARK,
  };
  return value["is_file"] === true || typeof data !== "string" ? file : { ...file, url: data };
}

function toGradio3(value: unknown): unknown {
  if (!isFileData(value)) return undefined;
  const { path, url, orig_name, size } = value;
  if (/^data:/i.test(path)) return path;
  const inline = /^data:/i.test(url ?? "");
  return { name: path, data: inline ? url : null, is_file: !inline, orig_name: orig_name ?? path.split("/").at(-1), size: size ?? null };
}

/** A value with its files made into something else, at any depth; shared where there are none. `change` gives `undefined` for what is no file. */
function mapped(value: unknown, change: (value: unknown) => unknown): unknown {
  const changed = change(value);
  if (changed !== undefined) return changed;
  if (Array.isArray(value)) {
    const list = value.map((element) => mapped(element, change));
    return list.some((element, index) => element !== value[index]) ? list : value;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, mapped(member, change)] as const);
  return entries.some(([key, member]) => member !== value[key]) ? Object.fromEntries(entries) : value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
