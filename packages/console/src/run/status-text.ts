import { CancelledError, type ProgressUnit } from "@gradio-ts/client";
import type { RunState } from "./run-state.js";

/** How a call stands, in words. */
export function statusText(state: RunState): string {
  const { status, outputs } = state;
  const eta = status?.eta == null ? "" : `, about ${status.eta.toFixed(status.eta < 10 ? 1 : 0)} s`;
  const word = statusWord(state);
  if (state.ended || status === undefined) return word;
  if (status.code === "IN_QUEUE") return status.rank === null ? word : `${word}, ${status.rank} ahead${eta}`;
  if (status.code === "ITERATING") return `${word}, ${outputs} ${outputs === 1 ? "output" : "outputs"} so far`;
  return word + eta;
}

/** The same without figures: what changes seldom enough to be read out. */
export function statusWord({ status, ended, error }: RunState): string {
  if (ended) return error === undefined ? "Finished" : error instanceof CancelledError ? "Cancelled" : "Failed";
  if (status === undefined) return "Submitting";
  switch (status.code) {
    case "IN_QUEUE":
      return "In the queue";
    case "PROGRESS":
    case "PROCESSING":
    case "ITERATING":
      return "Running";
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
