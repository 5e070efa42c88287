import { execFile } from "node:child_process";
import { commandFile } from "../cli/command-path.js";
import { environment } from "../cli/run-command.js";
import { repository } from "../live/environment/paths.js";
import type { Places } from "./redirect-fetch.js";

/** Runs the lines of a page's shell, `gradio-ts` being ours. @returns what a terminal would show, and the exit code of the last line */
export function runShell(script: string, folder: string, places: Places): Promise<{ readonly printed: string; readonly code: number }> {
  const command = `node --import ${repository}.docs/redirect-fetch.js ${commandFile}`;
  const lines = `exec 2>&1\ngradio-ts() { ${command} "$@"; }\nnpx() { "$@"; }\n${script}`;
  const env = environment({ APPS: JSON.stringify(places), HF_TOKEN: "hf_ada" });
  return new Promise((resolve, reject) => {
    execFile("bash", ["-c", lines], { cwd: folder, env, timeout: 30_000 }, (error, printed) => {
      if (error?.killed || typeof error?.code === "string") reject(error);
      else resolve({ printed, code: Number(error?.code ?? 0) });
    });
  });
}
