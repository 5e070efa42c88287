import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Here. */
export const folder = dirname(fileURLToPath(import.meta.url));

/** What tests/runtimes/package.json installs. */
export const installed = (path: string) => join(folder, "node_modules", path);

export const requireInstalled = createRequire(join(folder, "package.json"));
