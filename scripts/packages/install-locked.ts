import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run.js";

/** Installs what a folder's package-lock.json pins, unless that has been done. */
export function installLocked(folder: string): void {
  const [made, lock] = [join(folder, "node_modules", ".package-lock.json"), join(folder, "package-lock.json")];
  if (!existsSync(made) || statSync(made).mtimeMs < statSync(lock).mtimeMs) run("npm", ["ci", "--prefer-offline"], folder);
}
