import type { Job, StatusUpdate } from "@gradio-ts/client";

/** Wait until a job's status is as wanted. @throws Error if the job ends without. */
export async function untilStatus(job: Job, wanted: (status: StatusUpdate) => boolean): Promise<StatusUpdate> {
  for await (const update of job.updates()) {
    if (update.type === "status" && wanted(update)) return update;
  }
  const { code, error } = job.status();
  throw new Error(`The job has ended with ${code} (${error?.message ?? "no error"}) and never was as wanted`);
}

/** Wait until the app's function has started. */
export function untilStarted(job: Job): Promise<StatusUpdate> {
  return untilStatus(job, ({ code }) => code === "PROCESSING" || code === "PROGRESS" || code === "ITERATING");
}

/** Wait until the call stands in the app's queue. */
export function untilQueued(job: Job): Promise<StatusUpdate> {
  return untilStatus(job, ({ code }) => code === "IN_QUEUE");
}
