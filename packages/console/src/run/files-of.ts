import { isOutputFile, type OutputFile } from "@gradio-ts/client";
import type { Run } from "./runs.js";

/** The files that calls gave which have ended, each once. */
export function filesOf(runs: readonly Run[]): readonly OutputFile[] {
  const files = runs.flatMap(({ state }) => (state.ended ? filesIn(state.output) : []));
  return [...new Map(files.map((file) => [file.url, file])).values()];
}

function filesIn(value: unknown): readonly OutputFile[] {
  if (isOutputFile(value)) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(filesIn) : [];
}
