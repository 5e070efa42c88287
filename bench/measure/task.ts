import type { Endpoint } from "../server/values.js";
import type { SubjectName } from "../subjects/subject.js";

/** What a process of a subject does. Handed over as JSON, to Node and Python alike. */
export type Task = CallTask | ValueTask;

export type Action = "connect" | "queued" | "direct";

/** Calls one after another. */
export interface CallTask {
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

/** Calls of one endpoint of `values.py`: a stream read value by value, a stream of which every value is kept, or a result. */
export interface ValueTask {
  readonly subject: SubjectName;
  readonly url: string;
  readonly action: "stream" | "keep" | "result";
  readonly endpoint: Endpoint;
  readonly size: number;
  /** Values the endpoint gives. */
  readonly count: number;
  readonly times: number;
  readonly warmUp: number;
}

export interface ValueCost extends Cost {
  /** Of what was kept, the memory it holds; else the peak over what was held before. In bytes. */
  readonly memory: number;
  /** Of the last call's values: see `sightings.ts`. */
  readonly digest: string;
}
