/** Sessions whose state is kept, the most recently used. As in Gradio (protocol.md §9). */
const CAPACITY = 10_000;
/** How long state outlives its client, in ms. */
const KEPT = 60 * 60_000;
const SWEEP_EVERY = 60_000;

interface Entry {
  readonly value: unknown;
  /** When it goes, by `Date.now()`; `undefined` while its client is connected, or has never said that it is. */
  readonly expires: number | undefined;
}

/** Session state in memory. */
export class StateMemory {
  readonly #entries = new Map<string, Entry>();
  readonly #connected = new Map<string, number>();
  /** Sessions whose client was there and has gone. */
  readonly #gone = new Set<string>();
  #swept = 0;

  get(sessionHash: string): { readonly value: unknown } | undefined {
    const entry = this.#entries.get(sessionHash);
    if (entry === undefined) return undefined;
    if (entry.expires !== undefined && entry.expires <= Date.now()) {
      this.#forget(sessionHash);
      return undefined;
    }
    this.#entries.delete(sessionHash);
    this.#entries.set(sessionHash, entry);
    return entry;
  }

  set(sessionHash: string, value: unknown): void {
    this.#sweep(Date.now());
    this.#entries.delete(sessionHash);
    this.#entries.set(sessionHash, { value, expires: this.#gone.has(sessionHash) ? Date.now() + KEPT : undefined });
    if (this.#entries.size <= CAPACITY) return;
    const [leastRecent] = this.#entries.keys();
    if (leastRecent !== undefined) this.#forget(leastRecent);
  }

  /** Its client shows that it is there. @returns to be called when it has gone. */
  connect(sessionHash: string): () => void {
    this.#connected.set(sessionHash, (this.#connected.get(sessionHash) ?? 0) + 1);
    this.#gone.delete(sessionHash);
    this.#expire(sessionHash, undefined);
    return () => {
      const others = (this.#connected.get(sessionHash) ?? 1) - 1;
      if (others > 0) {
        this.#connected.set(sessionHash, others);
        return;
      }
      this.#connected.delete(sessionHash);
      if (!this.#entries.has(sessionHash)) return;
      this.#gone.add(sessionHash);
      this.#expire(sessionHash, Date.now() + KEPT);
    };
  }

  #expire(sessionHash: string, expires: number | undefined): void {
    const entry = this.#entries.get(sessionHash);
    if (entry !== undefined) this.#entries.set(sessionHash, { value: entry.value, expires });
  }

  /** Run by writes, as only these make it grow. */
  #sweep(now: number): void {
    if (now - this.#swept < SWEEP_EVERY) return;
    this.#swept = now;
    for (const [sessionHash, { expires }] of this.#entries) if (expires !== undefined && expires <= now) this.#forget(sessionHash);
  }

  #forget(sessionHash: string): void {
    this.#entries.delete(sessionHash);
    this.#gone.delete(sessionHash);
  }
}
