import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Once for all tests: the page as it is shipped. */
export default async function setup(): Promise<void> {
  const root = fileURLToPath(new URL("../../packages/console", import.meta.url));
  await build({ root, configFile: `${root}/vite.config.ts`, logLevel: "warn" });
}
