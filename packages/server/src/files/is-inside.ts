import { nodeModule } from "./node-modules.js";

/** Whether a path lies below a directory. Both are absolute, their links resolved. */
export function isInside(directory: string, path: string): boolean {
  const { relative, isAbsolute, sep } = nodeModule("node:path");
  const way = relative(directory, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
