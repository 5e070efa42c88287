import { type FileData, isFileData } from "@gradio-ts/wire";
import type { Endpoint, Version } from "../app/app.js";
import { since } from "../app/since.js";
import type { ParameterInfo, ReturnInfo } from "../view-api/api-info.js";

/** How a version writes the files in its values, and what every later one makes of them: {@link FileData} (protocol.md §7.3). */
export interface FileForm {
  /** Inputs as the server takes them. */
  readonly write: (data: readonly unknown[], endpoint: Endpoint) => readonly unknown[];
  /** Outputs as the rest of the client knows them. */
  readonly read: (data: readonly unknown[], endpoint: Endpoint) => readonly unknown[];
  /** Whether the files of an input go inside the call, as base64 text; without one, whether all do. */
  readonly inline: (input?: ParameterInfo | null) => boolean;
  /** Whether the server fetches what a URL of its own machine or network leads to. */
  readonly fetchesPrivateUrls: boolean;
}

export function fileForm(version: Version): FileForm {
  // Before 3.19 there is no route to upload to.
  if (!since(version, 3, 19)) return { ...GRADIO_3, inline: () => true };
  if (version.major < 4) return GRADIO_3;
  const form = since(version, 4, 21) ? MARKED : UNMARKED;
  return { ...form, fetchesPrivateUrls: version.major < 5 };
}

const MARKED: FileForm = {
  write: (data) => data,
  read: (data, { outputs }) =>
    outputs.some(mayStream) ? data.map((value, index) => (mayStream(outputs[index]) ? mapped(value, marked) : value)) : data,
  inline: () => false,
  fetchesPrivateUrls: false,
};

/** Media still being produced goes unmarked for longer than files do: on 4.21.0 and on 5.0.2, not on 5.23.3 (protocol.md §7.6). */
function mayStream(output: ReturnInfo | null | undefined): boolean {
  return output?.component === "Audio" || output?.component === "Video";
}

/** Before 4.21 a file is not marked as one: what looks like it is, in outputs that may hold files. */
const UNMARKED: FileForm = {
  ...MARKED,
  read: (data, { outputs }) => data.map((value, index) => (outputs[index]?.file === true ? mapped(value, marked) : value)),
};

const GRADIO_3: FileForm = {
  write: (data, { inputs }) =>
    data.map((value, index) => (inputs[index]?.file === true ? mapped(value, isImage(inputs[index]) ? toText : toGradio3) : value)),
  read: (data, { outputs }) => data.map((value, index) => (outputs[index]?.file === true ? mapped(value, fromGradio3) : value)),
  inline: isImage,
  fetchesPrivateUrls: true,
};

/** What Gradio 3 takes as base64 text. */
function isImage(input?: ParameterInfo | null): boolean {
  return input?.component === "Image";
}

const MARK = { _type: "gradio.FileData" } as const;

function marked(value: unknown): FileData | undefined {
  if (!isObject(value) || typeof value["path"] !== "string" || isFileData(value)) return undefined;
  if (!("orig_name" in value) && value["is_stream"] !== true) return undefined;
  return { ...(value as unknown as FileData), meta: MARK };
}

/** Base64 text, or an object that holds it, or one that names a file at the server. */
function fromGradio3(value: unknown): FileData | undefined {
  if (typeof value === "string") return /^data:/i.test(value) ? { path: value, url: value, orig_name: null, meta: MARK } : undefined;
  if (!isObject(value) || typeof value["name"] !== "string") return undefined;
  const { name, data, size, orig_name: original } = value;
  const isStream = value["is_stream"] === true;
  if (!("data" in value) && !isStream) return undefined;
  const file = {
    path: name,
    ...(isStream ? { is_stream: true } : {}),
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

function toText(value: unknown): unknown {
  if (!isFileData(value)) return undefined;
  const { path, url } = value;
  return [path, url].find((text) => /^data:/i.test(text ?? ""));
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
