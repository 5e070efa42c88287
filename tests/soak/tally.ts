import type { GradioError, Job } from "@gradio-ts/client";

/** Milliseconds after which a job or an iterator that has not ended never will: longer than every timeout of the soak's client. */
const LIMIT = 60_000;

/** What a broken network may make of a call. Everything else is a defect. */
const EXCUSED = new Set([
  ...["CONNECTION_FAILED", "CONNECTION_LOST", "SESSION_NOT_FOUND", "HTTP", "RATE_LIMITED", "PROTOCOL", "TIMEOUT", "CANCELLED"],
  "UPLOAD_FAILED",
]);

/** Counts what became of the jobs; holds on to none. */
export class Tally {
  begun = 0;
  settled = 0;
  succeeded = 0;
  /** By code. */
  readonly failed = new Map<string, number>();
  /** Wrong values, wrong errors, and what never ended. */
  readonly defects: string[] = [];

  /**
   * A job has begun: it and everything that reads it must end, with the right value or an excuse.
   * @param wrong What is wrong with its outputs, if anything is.
   */
  async follow(name: string, job: Job, wrong: (outputs: readonly unknown[]) => string | undefined): Promise<void> {
    this.begun++;
    const readers = [read(job), read(job.updates()), job.result().catch(() => {})];
    if (!(await within(LIMIT, Promise.all([job.exception(), ...readers])))) {
      this.defects.push(`${name} has not ended, and is ${job.done() ? "read for ever" : job.status().code}`);
      return;
    }
    this.settle(name, job.status().error, () => wrong(job.outputs()));
  }

  /** A job has ended. */
  settle(name: string, error: GradioError | null, wrong: () => string | undefined): void {
    this.settled++;
    if (error === null) {
      this.succeeded++;
      const defect = wrong();
      if (defect !== undefined) this.defects.push(`${name}: ${defect}`);
    } else {
      this.failed.set(error.code, (this.failed.get(error.code) ?? 0) + 1);
      if (!EXCUSED.has(error.code)) this.defects.push(`${name} failed with ${error.code}: ${error.message}`);
    }
  }
}

/** Reads to the end, whatever that is. */
async function read(values: AsyncIterable<unknown>): Promise<void> {
  try {
    for await (const _ of values);
  } catch {
    // The job's error, which is looked at there.
  }
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  const ended = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return ended;
}
