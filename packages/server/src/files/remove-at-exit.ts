import { nodeModule, runtimeProcess } from "./node-modules.js";

const folders = new Set<string>();

/**
 * Has a folder removed when the process ends by itself or by `process.exit()`. A signal that nobody handles ends it without a last word:
 * an app that is to leave nothing then closes its server in a handler. @returns to be called when the folder has gone.
 */
export function removeAtExit(folder: string): () => void {
  // One listener for all: a process warns of a leak beyond ten.
  if (folders.size === 0) runtimeProcess()?.on("exit", removeAll);
  folders.add(folder);
  return () => {
    folders.delete(folder);
    if (folders.size === 0) runtimeProcess()?.off("exit", removeAll);
  };
}

function removeAll(): void {
  for (const folder of folders) nodeModule("node:fs").rmSync(folder, { force: true, recursive: true });
}
