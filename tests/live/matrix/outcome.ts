/** What a test says of a behaviour: it works, it fails, or this version of Gradio does not have it. */
export type Mark = "works" | "fails" | "absent";

/** What one test said, on one version. */
export interface Outcome {
  /** The title of its `describe`, without the version. */
  readonly heading: string;
  /** The title of the test, without the version. */
  readonly behaviour: string;
  readonly mark: Mark;
}

/** Something that must not be: a failed test, or a run that says less than it seems to. */
export interface Failure {
  readonly where: string;
  readonly message: string;
}
