/** A part of the report. */
export interface Section {
  readonly title: string;
  /** Markdown: what was measured and how. */
  readonly about: string;
  /** Markdown; `undefined` if it was not measured. */
  readonly table: string | undefined;
}
