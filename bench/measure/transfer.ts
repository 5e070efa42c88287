/** Who is measured with files. Python's client is left out: its uploads and downloads are those of its HTTP library. */
export const TRANSFER_SUBJECTS = ["floor", "@gradio/client", "ours"] as const;
export type TransferSubject = (typeof TRANSFER_SUBJECTS)[number];

export const TRANSFERS = ["upload", "download", "many"] as const;

/** What a process of a subject does with files of `server/files.py`. Handed over as JSON. */
export interface Transfer {
  readonly subject: TransferSubject;
  /** One big file up, from disk; one down, to disk; or many small ones up. */
  readonly action: (typeof TRANSFERS)[number];
  readonly url: string;
  /** What is uploaded, or where to. */
  readonly path: string;
}

/** What it prints, as JSON. */
export interface TransferCost {
  /** Milliseconds. */
  readonly cpu: number;
  readonly wall: number;
  /** Peak over what was held before, in bytes. */
  readonly memory: number;
}
