import type { UploadProgress } from "../files/file-types.js";
import type { LogUpdate } from "../protocol/log-update.js";
import type { StatusUpdate } from "./status.js";

/** Something happened to a job. */
export type Update<Output = unknown> =
  | ({ readonly type: "status" } & StatusUpdate)
  | OutputUpdate<Output>
  | LogUpdate
  | ({ readonly type: "upload" } & UploadProgress);

/** The job has given an output. */
export interface OutputUpdate<Output = unknown> {
  readonly type: "output";
  readonly output: Output;
  /** Position in `outputs()`. The last one before the status FINISHED is the result. */
  readonly index: number;
}
