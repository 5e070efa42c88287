import { isFileData } from "@gradio-ts/wire";
import { asFile } from "../files/as-file.js";
import { checkJson } from "../files/check-json.js";
import { sourceOf } from "../files/handled-file.js";
import { isOutputFile } from "../files/is-output-file.js";
import type { ParameterInfo } from "./api-info.js";
import { fileAddress } from "./file-address.js";
import { FileReference } from "./file-reference.js";
import type { OutputReference } from "./output-reference.js";
import { wantsFile } from "./wants-file.js";

/** A value to be written as code: JSON, files by where they come from, and what earlier calls gave. */
export type CodeValue =
  | null
  | boolean
  | number
  | string
  | FileReference
  | OutputReference
  | readonly CodeValue[]
  | { readonly [key: string]: CodeValue };

/**
 * An input as a value to be written as code. Where the parameter is a file, a string is one, too: examples are given so before Gradio 4.21.
 * @param given It is the caller's, whose strings may be paths.
 * @throws InvalidArgumentError naming the parameter, for what JSON cannot hold.
 */
export function codeValue(value: unknown, parameter: ParameterInfo, given: boolean): CodeValue {
  const plain = plainValue(value, parameter.name);
  return wantsFile(parameter) ? withFileObjects(withFileTexts(plain, given)) : plain;
}

/** @throws InvalidArgumentError by the name, for what JSON cannot hold. */
export function plainValue(value: unknown, name: string): CodeValue {
  checkJson(value, name);
  return withoutClasses(value);
}

function withoutClasses(value: unknown): CodeValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (typeof value !== "object" || value === null) return null;
  const file = asFile(value);
  if (file !== undefined) return new FileReference(sourceText(sourceOf(file)) ?? file.name);
  if (Array.isArray(value)) return Array.from(value, withoutClasses);
  // Before what it says itself, which may lack the address that the client knows.
  if (isOutputFile(value)) return new FileReference(value.url, value.path);
  if (isFileData(value)) return new FileReference(fileAddress(value.path, value.url), value.path);
  if ("toJSON" in value && typeof value.toJSON === "function") return withoutClasses(value.toJSON());
  const given = Object.entries(value).filter(([, member]) => member !== undefined);
  // Not by assignment: `__proto__` is a key like any other.
  return Object.fromEntries(given.map(([key, member]) => [key, withoutClasses(member)]));
}

/** Where a file comes from, as text; `undefined` for bytes and streams. */
function sourceText(source: unknown): string | undefined {
  if (typeof source !== "string" && !(source instanceof URL)) return undefined;
  const text = `${source}`;
  return /^file:/i.test(text) ? pathOf(new URL(text)) : text;
}

function pathOf({ pathname }: URL): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}

/** A text or a list of texts, each the name of a file. */
function withFileTexts(value: CodeValue, given: boolean): CodeValue {
  if (typeof value === "string") return new FileReference(given ? value : fileAddress(value));
  return Array.isArray(value) ? value.map((element) => withFileTexts(element, given)) : value;
}

/** Before 4.21 no mark tells a file from other objects (protocol.md §7.3): here each that has a path is one. */
export function withFileObjects(value: CodeValue): CodeValue {
  if (typeof value !== "object" || value === null || value instanceof FileReference) return value;
  if (Array.isArray(value)) return value.map(withFileObjects);
  const { path, url } = value as { readonly [key: string]: CodeValue };
  if (typeof path === "string") return new FileReference(fileAddress(path, url), path);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withFileObjects(member)]));
}
