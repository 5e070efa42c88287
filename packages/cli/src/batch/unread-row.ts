import type { ParameterInfo } from "@gradio-ts/client";
import type { Inputs } from "../inputs/read-inputs.js";

/** A row as it was found. */
export interface UnreadRow {
  /** What stands there, for a row that cannot be read to be known again. */
  readonly text: string;
  /** What to call with. @throws InvalidArgumentError, which is that row's own. */
  readonly inputs: () => Inputs | Promise<Inputs>;
}

/** What rows are read for. */
export interface RowTarget {
  readonly parameters: readonly ParameterInfo[];
  /** The app that gets them. */
  readonly src: string;
}
