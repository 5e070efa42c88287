import { namedValues } from "../endpoint/named-values.js";
import { filesOf, type Tool } from "./tools.js";

/** The arguments of a tool as the `data` of a call, or what is wrong with them. */
export function toolData({ endpoint, name }: Tool, given: Readonly<Record<string, unknown>>): readonly unknown[] | string {
  const { data, missing, unknown } = namedValues(endpoint, given);
  const issues = [
    ...missing.map((parameter) => `"${parameter}" is missing.`),
    ...unknown.map((parameter) => `${name} has no parameter "${parameter}".`),
  ];
  if (issues.length > 0) return issues.join(" ");
  return data.map((value, index) => {
    const component = endpoint.inputs[index]?.component;
    const files = component === undefined ? "none" : filesOf(component);
    if (files === "one") return fileOf(value);
    return files === "several" && Array.isArray(value) ? value.map(fileOf) : value;
  });
}

/** A URL as a file of it, which the server fetches. */
function fileOf(value: unknown): unknown {
  return typeof value === "string" ? { path: value, url: value, meta: { _type: "gradio.FileData" } } : value;
}
