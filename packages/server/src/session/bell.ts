/** Wakes everybody who waits for it; who wakes looks for himself what has changed. */
export class Bell {
  #next: Promise<void> | undefined;
  #wake: () => void = () => {};

  ring(): void {
    if (this.#next === undefined) return;
    this.#next = undefined;
    this.#wake();
  }

  /** Resolves when it rings next. */
  wait(): Promise<void> {
    this.#next ??= new Promise((resolve) => {
      this.#wake = resolve;
    });
    return this.#next;
  }
}
