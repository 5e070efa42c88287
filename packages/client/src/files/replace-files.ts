import { isContainer } from "./is-container.js";

/** A value with its files replaced, at any depth, frozen; what was given is not changed. @param replace `undefined`: it is no file. */
export function replaceFiles(value: unknown, replace: (value: object) => unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const replaced = replace(value);
  if (replaced !== undefined) return replaced;
  if (Array.isArray(value)) return Object.freeze(value.map((element) => replaceFiles(element, replace)));
  if (!isContainer(value)) return value;
  return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, member]) => [key, replaceFiles(member, replace)])));
}
