import type { EventMessage, WireProgressUnit } from "@gradio-ts/wire";

/** What a message of a call tells somebody who waits for it. */
export function progressText(message: EventMessage): string | undefined {
  if (message.msg === "estimation") {
    const eta = message.rank_eta === null ? "" : ` Estimated time remaining: ${message.rank_eta} seconds.`;
    return `In queue. Position ${message.rank} out of ${message.queue_size}.${eta}`;
  }
  if (message.msg === "progress") return message.progress_data.map(trackerText).join("; ");
  if (message.msg === "log") return message.log;
  return message.msg === "process_completed" ? undefined : "Processing";
}

function trackerText({ desc, index, length, progress, unit }: WireProgressUnit): string {
  const name = desc === null ? "Progress" : `Progress ${desc}`;
  if (index !== null)
    return `${name}: Step ${index}${length === null ? "" : ` of ${length}`}${unit === null || unit === "steps" ? "" : ` ${unit}`}`;
  return progress === null ? name : `${name}: ${Math.round(progress * 100)} %`;
}
