import type { Version } from "./app.js";

/** Whether a version of Gradio is this one or a later one: `since(version, 4, 31)`. */
export function since(version: Version, major: number, minor: number, patch = 0): boolean {
  if (version.major !== major) return version.major > major;
  return version.minor === minor ? version.patch >= patch : version.minor > minor;
}
