import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { liveFolder } from "../../tests/live/environment/paths.js";
import { type ServerProcess, startServer } from "../../tests/live/server-process.js";

/** The version that is measured, and that `recording.json` is of. */
export const GRADIO = "6.31.0";

/** The interpreter of an environment of the live tests; `undefined` if it was never made. Making it takes minutes, and is left to who wants it. */
export function pythonOf(environment: string): string | undefined {
  const interpreter = join(liveFolder, environment, "bin", "python");
  return existsSync(join(liveFolder, environment, "requirements.sha256")) && existsSync(interpreter) ? interpreter : undefined;
}

/** Starts an app of this folder on a real Gradio. */
export function startGradio(app = "app.py", env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
  const python = pythonOf(GRADIO);
  if (python === undefined) throw new Error(`Gradio ${GRADIO} is not installed in .live/`);
  return startServer({ python, script: fileURLToPath(new URL(app, import.meta.url)), env });
}
