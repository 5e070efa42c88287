import type { Job, ProgressUnit, StatusUpdate, Update } from "@gradio-ts/client";
import type { Board } from "./board.js";

/** Shows a job on the board until it has ended. */
export async function watch(board: Board, name: string, job: Job): Promise<void> {
  let output = "";
  let status = job.status();
  for await (const update of job.updates()) {
    if (update.type === "output") output = ` → ${short(update.output)}`;
    else if (update.type === "status") status = update;
    board.set(name, `${describe(update, status)}${output}`);
  }
}

function describe(update: Update, status: StatusUpdate): string {
  if (update.type === "log") return `${update.level}: ${update.message}`;
  if (update.type === "upload") return `uploading ${update.name}: ${update.loaded} of ${update.total ?? "?"} bytes`;
  const { code, rank, queueSize, eta, progressData, error } = status;
  if (code === "IN_QUEUE") return `IN_QUEUE, ${rank ?? "?"} ahead of ${queueSize ?? "?"} waiting, result in ${seconds(eta)}`;
  if (error !== null) return `${code}, ${error.name}: ${error.message}`;
  if (progressData !== null && progressData.length > 0) return `${code} ${progressData.map(tracker).join("  ")}`;
  return code;
}

function tracker({ index, length, unit, progress, desc }: ProgressUnit): string {
  const done = progress ?? (index !== null && length !== null && length > 0 ? index / length : 0);
  const bar = "█".repeat(Math.round(done * 10)).padEnd(10, "░");
  return `${desc ?? ""} ${bar} ${length === null ? `${Math.round(done * 100)} %` : `${index ?? 0}/${length} ${unit ?? ""}`}`.trim();
}

function seconds(eta: number | null): string {
  return eta === null ? "? s" : `${eta.toFixed(1)} s`;
}

export function short(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > 100 ? `${text.slice(0, 99)}…` : text;
}
