import { safeName } from "../files/safe-name.js";

/**
 * Where a file that an app names can be had. Its path at the server leads nowhere elsewhere, or to a file of whoever runs the code, which is
 * not to be uploaded because an app says so: it becomes a place to fill in.
 */
export function fileAddress(path: string, url?: unknown): string {
  const address = [url, path].find((text) => typeof text === "string" && /^(https?|data):/i.test(text));
  return (address as string | undefined) ?? `path/to/${safeName(path)}`;
}
