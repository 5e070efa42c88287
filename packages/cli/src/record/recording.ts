/** A call as a page made it. */
export interface HeardCall {
  /** The number of the function, or its name with a slash. */
  readonly fn: number | string;
  /** The wire's `data`. */
  readonly data: readonly unknown[];
  /** The function is told what was clicked. */
  readonly clicked: boolean;
}

/** How a call stands. */
export type Outcome =
  | { readonly kind: "running" | "cancelled" }
  | { readonly kind: "failed"; readonly message: string }
  /** The wire's `data`. */
  | { readonly kind: "done"; readonly data: readonly unknown[] };

export interface RecordedEntry extends HeardCall {
  readonly outcome: Outcome;
}

/** The calls of a page in the order they were made, with what became of them. Whatever comes first, the call or its end (protocol.md §3.4). */
export class Recording {
  readonly #calls = new Map<string, HeardCall>();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #onEnd: () => void;

  /** @param onEnd Hears of each call that has ended. */
  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** @param key Tells the call from all others: its event id, where it has one. */
  call(key: string, call: HeardCall): void {
    this.#calls.set(key, call);
    if (this.#outcomes.has(key)) this.#onEnd();
  }

  /** The first end is the one that counts (protocol.md §8). */
  end(key: string, outcome: Outcome): void {
    if (this.#outcomes.has(key)) return;
    this.#outcomes.set(key, outcome);
    if (this.#calls.has(key)) this.#onEnd();
  }

  get entries(): readonly RecordedEntry[] {
    return [...this.#calls].map(([key, call]) => ({ ...call, outcome: this.#outcomes.get(key) ?? { kind: "running" } }));
  }
}
