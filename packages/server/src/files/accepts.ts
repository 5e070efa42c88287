import { typeOfName } from "./file-type.js";

/**
 * Whether a file is one of those that are taken: extensions with their dot, or kinds such as `image`. Its name counts; where that tells nothing,
 * the type its owner claims.
 */
export async function accepts(accepted: readonly string[], name: string, type: string): Promise<boolean> {
  const known = (await typeOfName(name)) || type;
  return accepted.some((one) => {
    if (one.startsWith(".")) return name.toLowerCase().endsWith(one.toLowerCase());
    return one === "file" || known === one || known.startsWith(`${one}/`);
  });
}
