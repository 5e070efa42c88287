import type { Job, LogUpdate, OutputUpdate, StatusCode, Update } from "@gradio-ts/client";

/** All updates of a job, sorted by kind, once it has ended. */
export interface Collected {
  readonly all: readonly Update[];
  /** Each code once per stretch: `["STARTING", "JOINING_QUEUE", …]`. */
  readonly codes: readonly StatusCode[];
  readonly outputs: readonly OutputUpdate[];
  readonly logs: readonly LogUpdate[];
}

/** Submit with the listener, and read what it heard: `onUpdate` misses nothing, while `updates()` skips statuses for slow readers. */
export async function collectUpdates(submit: (onUpdate: (update: Update) => void) => Job): Promise<Collected> {
  const all: Update[] = [];
  const job = submit((update) => all.push(update));
  await job.exception();
  const codes: StatusCode[] = [];
  for (const update of all) if (update.type === "status" && update.code !== codes.at(-1)) codes.push(update.code);
  return {
    all,
    codes,
    outputs: all.filter((update) => update.type === "output"),
    logs: all.filter((update) => update.type === "log"),
  };
}
