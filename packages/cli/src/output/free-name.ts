import { extname } from "node:path";

/** A file's name, numbered if it is taken (`name-1.png`), which it is then. */
export function freeName(name: string, taken: Set<string>): string {
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  let free = name;
  for (let number = 1; taken.has(free); number++) free = `${stem}-${number}${extension}`;
  taken.add(free);
  return free;
}
