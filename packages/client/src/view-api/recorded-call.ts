/** A call that was made and ended well: one that failed or was cancelled has no place in a program. */
export interface RecordedCall {
  /** `"/add"`, `"add"`, or a number. */
  readonly endpoint: string | number;
  /**
   * As `predict` takes them, or a page sent them. A file that somebody picked is `handleFile("cat.png")`, or its `File`: code has its name.
   * A file that the app gave is the {@link OutputFile}, its JSON, or its URL. Left out: the examples.
   */
  readonly inputs?: readonly unknown[] | { readonly [parameter: string]: unknown } | undefined;
  /**
   * As `predict` gave it, of a generator the last one; files may be JSON. Or as the app sent it, without what `returnSlots` does not name: `gr.update`
   * may stand for a value, as Python's client gives it. Left out: later calls can use nothing of it.
   */
  readonly output?: unknown;
}
