import type { SubjectName } from "../subjects/subject.js";

export type Action = "connect" | "queued" | "direct";

/** What a process of a subject does. Handed over as JSON, to Node and Python alike. */
export interface Task {
  readonly subject: SubjectName;
  readonly url: string;
  readonly action: Action;
  readonly times: number;
  readonly warmUp: number;
  /** Whether the floor opens the stream together with the join. */
  readonly together: boolean;
}

/** What it prints, as JSON. Milliseconds per call, or per connect. */
export interface Cost {
  /** Of all threads, garbage collection and compilation included: the mean. */
  readonly cpu: number;
  /** The median. */
  readonly wall: number;
}
