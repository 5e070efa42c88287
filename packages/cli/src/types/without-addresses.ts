import type { ParameterInfo } from "@gradio-ts/client";
import { isJsonObject } from "@gradio-ts/wire";

/** A parameter's default with names in place of files: their addresses tell the host, and where it keeps them. */
export function withoutAddresses({ default: initial, file }: ParameterInfo): unknown {
  return file ? named(initial, 0) : initial;
}

/** Defaults of files are lists, or objects with a caption, at most. */
const DEEPEST = 20;

function named(value: unknown, depth: number): unknown {
  if (typeof value === "string") return depth === 0 ? lastSegment(value) : value;
  if (depth > DEEPEST) return null;
  if (Array.isArray(value)) return value.map((element) => named(element, depth + 1));
  if (!isJsonObject(value)) return value;
  const { path, orig_name: name } = value;
  if (typeof path === "string") return typeof name === "string" ? name : lastSegment(path);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, named(member, depth + 1)]));
}

function lastSegment(path: string): string {
  return path.startsWith("data:")
    ? "data"
    : (path
        .split(/[?#]/)[0]
        ?.split(/[/\\=]/)
        .at(-1) ?? "");
}
