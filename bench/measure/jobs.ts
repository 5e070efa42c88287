import type { StreamName } from "../server/values.js";

/** Who is measured with many jobs at once: also the floor that sends as many of them at a time as our client does. */
export const JOBS_SUBJECTS = ["floor", "bounded floor", "@gradio/client", "gradio_client", "ours"] as const;
export type JobsSubject = (typeof JOBS_SUBJECTS)[number];

/** Joins on their way at a time, where they are bounded. */
export const MOST_JOINS = 100;

/** What a process does with many jobs, or with readers. Handed over as JSON, to Node and Python alike. */
export type JobsTask = CrowdTask | ReadersTask | SlowTask;

/** Queued calls of one client, all at once. */
export interface CrowdTask {
  readonly action: "crowd";
  readonly subject: JobsSubject;
  readonly url: string;
  readonly jobs: number;
  /** Calls one after another before that. */
  readonly warmUp: number;
  /** Milliseconds after which what has not come counts as lost. */
  readonly deadline: number;
}

/** Streams of one client, all at once, each with so many readers; of ours. */
export interface ReadersTask {
  readonly action: "readers";
  readonly url: string;
  readonly jobs: number;
  readonly readers: number;
  readonly steps: number;
}

/** A stream whose readers, if any, take one value and no more before its end; of ours. */
export interface SlowTask {
  readonly action: "slow";
  readonly url: string;
  readonly endpoint: StreamName;
  readonly steps: number;
  readonly readers: number;
}

/** What it prints, as JSON. */
export interface JobsCost {
  /** Milliseconds. */
  readonly cpu: number;
  readonly wall: number;
  /** Of slow readers what is held at the end of the stream, else the peak; over what was held before, in bytes. */
  readonly memory: number;
  /** Right answers, or values that reached a reader. */
  readonly delivered: number;
}
