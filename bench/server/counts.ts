/** Requests since they were last asked for. */
export interface Counts {
  /** Config, API, and whatever else is not a call. */
  readonly discovery: number;
  readonly calls: number;
}
