import type { ProgressUnit } from "@gradio-ts/client";
import type { RunState } from "./run-state.js";

/** How a call stands, in words. */
export function statusText({ status, outputs, ended, error }: RunState): string {
  if (ended) return error === undefined ? "Finished" : "Failed";
  if (status === undefined) return "Submitting";
  const eta = status.eta === null ? "" : `, about ${status.eta.toFixed(status.eta < 10 ? 1 : 0)} s`;
  switch (status.code) {
    case "IN_QUEUE":
      return status.rank === null ? "In the queue" : `In the queue, ${status.rank} ahead${eta}`;
    case "PROGRESS":
    case "PROCESSING":
      return `Running${eta}`;
    case "ITERATING":
      return `Running, ${outputs} ${outputs === 1 ? "output" : "outputs"} so far`;
    default:
      return status.code.toLowerCase().replaceAll("_", " ");
  }
}

/** A tracker in words. */
export function progressText({ desc, index, length, unit, progress }: ProgressUnit): string {
  const share = shareOf({ index, length, progress });
  const counted = index === null ? "" : `${index}${length === null ? "" : `/${length}`} ${unit ?? "steps"}`;
  return [desc, counted || (share === undefined ? "" : `${Math.round(share * 100)} %`)].filter(Boolean).join(": ");
}

/** From 0 to 1, if it is known. */
export function shareOf({ index, length, progress }: Pick<ProgressUnit, "index" | "length" | "progress">): number | undefined {
  if (progress !== null) return progress;
  return index !== null && length !== null && length > 0 ? index / length : undefined;
}
