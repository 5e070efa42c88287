import type { Job, LogUpdate } from "@gradio-ts/client";
import { statusText, uploadText } from "../screen/status-text.js";
import type { Shell } from "./shell.js";

/** Shows what happens to a job, until it has ended: its log lines, and how far it is. Never rejects. */
export async function followJob({ screen }: Shell, job: Job): Promise<void> {
  for await (const update of job.updates()) {
    if (update.type === "log") {
      if (update.visible) screen.log(update.level, logText(update));
    } else if (update.type === "upload") screen.progress(() => uploadText(update));
    else if (update.type === "status" && update.success === null) screen.progress(() => statusText(update, Date.now()));
  }
}

/** With the title before it, unless that is the level's name, as it is by default. */
function logText({ level, title, message }: LogUpdate): string {
  return title === null || title.toLowerCase() === level ? message : `${title}: ${message}`;
}
