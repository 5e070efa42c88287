import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { liveTests, repository } from "../environment/paths.js";

/** The versions of Gradio's own clients that `interop/` runs. */
export interface ClientVersions {
  /** Of `@gradio/client`. */
  readonly npm: string;
  /** Of `gradio_client`. */
  readonly python: string;
}

/** @throws Error if the requirements no longer pin Python's client. */
export async function clientVersions(): Promise<ClientVersions> {
  const manifest = await readFile(join(repository, "node_modules", "@gradio", "client", "package.json"), "utf8");
  const requirements = await readFile(join(liveTests, "requirements", "tools.txt"), "utf8");
  const python = /^gradio-client==(\S+)/m.exec(requirements)?.[1];
  if (python === undefined) throw new Error("tests/live/requirements/tools.txt pins no gradio-client");
  return { npm: (JSON.parse(manifest) as { readonly version: string }).version, python };
}
