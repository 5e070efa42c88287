import { API_PREFIX } from "../documents/version.js";
import { namedValues } from "../endpoint/named-values.js";
import { filesOf, type Tool } from "./tools.js";

/**
 * The arguments of a tool as the `data` of a call, or what is wrong with them.
 * @param root Of the app: files below it are its own, and need not be fetched.
 */
export function toolData({ endpoint, name }: Tool, given: Readonly<Record<string, unknown>>, root: string): readonly unknown[] | string {
  const { data, missing, unknown } = namedValues(endpoint, given);
  const issues = [
    ...missing.map((parameter) => `"${parameter}" is missing.`),
    ...unknown.map((parameter) => `${name} has no parameter "${parameter}".`),
  ];
  if (issues.length > 0) return issues.join(" ");
  return data.map((value, index) => {
    const component = endpoint.inputs[index]?.component;
    const files = component === undefined ? "none" : filesOf(component);
    if (files === "one") return fileOf(value, root);
    return files === "several" && Array.isArray(value) ? value.map((one) => fileOf(one, root)) : value;
  });
}

/** A URL as a file of it, which the server fetches; what it serves itself, by its path. */
function fileOf(value: unknown, root: string): unknown {
  if (typeof value !== "string") return value;
  const own = `${root}${API_PREFIX}/file=`;
  const path = value.startsWith(own) ? decoded(value.slice(own.length)) : value;
  return { path, url: value, meta: { _type: "gradio.FileData" } };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
