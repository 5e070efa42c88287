/** An entry of a list, which a test stands for. */
export interface Listed {
  readonly number: number;
  /** What is to hold, or what is wrong. */
  readonly words: string;
  /** No test stands for it yet. */
  readonly later: boolean;
}

/** Entries by number, and how names of tests cite them. */
export interface List {
  /** In the plural. */
  readonly title: string;
  readonly entries: readonly Listed[];
  /** How one is called, e.g. `"users.md row 7"`. */
  readonly name: (number: number) => string;
  /** The numbers that a text cites. */
  readonly citedIn: (text: string) => readonly number[];
}
