/** Something that happened at the proxy. */
export interface Entry {
  /** Milliseconds since the proxy was started. */
  readonly at: number;
  readonly what: "request" | "struck" | "down" | "up" | "disarmed";
  readonly detail: string;
  /** Whether it is of the call that the fault is for. */
  readonly victim: boolean;
}

/** What a proxy saw and did, in order: the proof that a fault happened. */
export class FaultLog {
  readonly entries: Entry[] = [];
  readonly #started = performance.now();
  #onStruck = () => {};
  /** The fault has happened. */
  readonly onceStruck = new Promise<void>((resolve) => {
    this.#onStruck = resolve;
  });

  note(what: Entry["what"], detail: string, victim = true): void {
    if (what === "struck") this.#onStruck();
    this.entries.push({ at: Math.round(performance.now() - this.#started), what, detail, victim });
  }

  /** Whether the fault has happened before it was taken away: what a further call meets is no proof. */
  get struck(): boolean {
    return this.#armed.some(({ what }) => what === "struck");
  }

  /** The victim's requests of a kind before the fault was taken away. */
  requests(kind: string): number {
    return this.#armed.filter(({ what, detail, victim }) => what === "request" && detail === kind && victim).length;
  }

  get #armed(): readonly Entry[] {
    const end = this.entries.findIndex(({ what }) => what === "disarmed");
    return end < 0 ? this.entries : this.entries.slice(0, end);
  }

  toString(): string {
    return this.entries.map(({ at, what, detail, victim }) => `${at} ms ${what} ${detail}${victim ? "" : " (a sibling's)"}`).join("\n");
  }
}
