import type { StateStore } from "./state-store.js";

/** Sessions whose state is kept, the most recently used. As in Gradio (protocol.md §9). */
const CAPACITY = 10_000;
const SWEEP_EVERY = 60_000;

interface Entry {
  readonly state: unknown;
  /** When it goes, by `Date.now()`. */
  readonly expires: number;
}

/** Session state in memory. */
export class StateMemory implements StateStore {
  readonly #entries = new Map<string, Entry>();
  #swept = 0;

  get(sessionHash: string): unknown {
    const entry = this.#entries.get(sessionHash);
    this.#entries.delete(sessionHash);
    if (entry === undefined || entry.expires <= Date.now()) return undefined;
    // Again at the end: the least recently used is the first to go.
    this.#entries.set(sessionHash, entry);
    return entry.state;
  }

  set(sessionHash: string, state: unknown, expiresIn = Number.POSITIVE_INFINITY): void {
    this.#sweep(Date.now());
    this.#entries.delete(sessionHash);
    this.#entries.set(sessionHash, { state, expires: Date.now() + expiresIn });
    if (this.#entries.size <= CAPACITY) return;
    const [leastRecent] = this.#entries.keys();
    if (leastRecent !== undefined) this.#entries.delete(leastRecent);
  }

  delete(sessionHash: string): void {
    this.#entries.delete(sessionHash);
  }

  /** Run by writes, as only these make it grow. */
  #sweep(now: number): void {
    if (now - this.#swept < SWEEP_EVERY) return;
    this.#swept = now;
    for (const [sessionHash, { expires }] of this.#entries) if (expires <= now) this.#entries.delete(sessionHash);
  }
}
