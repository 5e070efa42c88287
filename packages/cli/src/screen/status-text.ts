import type { ProgressUnit, StatusUpdate, UploadProgress } from "@gradio-ts/client";
import prettyBytes from "pretty-bytes";
import { durationText } from "./duration-text.js";

/** A job's status in a few words, as it is at the time `now` (milliseconds since 1970). */
export function statusText(status: StatusUpdate, now: number): string {
  const { code, rank, progressData } = status;
  const left = timeLeft(status, now);
  if (code === "STARTING" || code === "SENDING_DATA") return "sending";
  if (code === "JOINING_QUEUE") return "joining the queue";
  if (code === "IN_QUEUE") return parts(["in queue", rank === 0 ? "next" : rank !== null && `${rank} ahead`, left]);
  return parts([progressData === null ? "running" : progressData.map(unitText).join(" · "), left]);
}

/** How far an upload is. */
export function uploadText({ name, loaded, total }: UploadProgress): string {
  return `uploading ${name}, ${prettyBytes(loaded)}${total === null ? "" : ` of ${prettyBytes(total)}`}`;
}

function unitText({ index, length, unit, progress, desc }: ProgressUnit): string {
  const count = index === null ? undefined : `${index}${length === null ? "" : `/${length}`} ${unit ?? "steps"}`;
  const share = progress === null ? undefined : `${Math.round(progress * 100)} %`;
  return [desc, count ?? share].filter(Boolean).join(" ") || "running";
}

/** The server's estimate, less what has passed since. */
function timeLeft({ eta, time }: StatusUpdate, now: number): string | false {
  const seconds = eta === null ? 0 : eta - (now - time.getTime()) / 1000;
  return seconds > 0 && `about ${durationText(seconds)}`;
}

function parts(texts: readonly (string | false)[]): string {
  return texts.filter(Boolean).join(", ");
}
