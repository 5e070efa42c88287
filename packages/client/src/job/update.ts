import type { StatusUpdate } from "./status.js";

/** Something happened to a job. */
export type Update<Output = unknown> =
  | ({ readonly type: "status" } & StatusUpdate)
  | OutputUpdate<Output>
  | LogUpdate
  | ({ readonly type: "upload" } & UploadProgress);

export interface OutputUpdate<Output = unknown> {
  readonly type: "output";
  readonly output: Output;
  /** Position in `outputs()`. The last one before the status FINISHED is the result. */
  readonly index: number;
}

/** `gr.Info`, `gr.Warning` … Source: protocol.md §3.5. */
export interface LogUpdate {
  readonly type: "log";
  readonly level: "info" | "warning" | "success" | "error";
  readonly message: string;
  readonly title: string | null;
  /** Seconds a page would show it; `null`: until dismissed. */
  readonly duration: number | null;
  /** `false`: the app asks not to show it. */
  readonly visible: boolean;
}

/** Bytes the server has received of one file. */
export interface UploadProgress {
  readonly name: string;
  readonly loaded: number;
  /** `null` for a stream of unknown length. */
  readonly total: number | null;
}

