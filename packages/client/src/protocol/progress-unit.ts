/** One tracker of `gr.Progress()`. */
export interface ProgressUnit {
  readonly index: number | null;
  readonly length: number | null;
  /** What is counted, e.g. `"steps"`. */
  readonly unit: string | null;
  /** 0 to 1, if the function says so instead of `index` and `length`. */
  readonly progress: number | null;
  readonly desc: string | null;
}
