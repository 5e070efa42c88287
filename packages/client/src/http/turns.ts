import { onAbort } from "./on-abort.js";

/**
 * Lets so many make a request at a time; the others wait in the order they came. A turn passes a moment after its end: until then the
 * runtime does not know that the connection is free, and would open another.
 */
export class Turns {
  #free: number;
  readonly #waiting = new Set<() => void>();

  constructor(most: number) {
    this.#free = most;
  }

  /** Resolves when it is one's turn; rejects with the signal's reason if that aborts first. @returns a function that ends it. */
  async take(signal?: AbortSignal): Promise<() => void> {
    if (this.#free > 0) this.#free--;
    else await this.#next(signal);
    return () => {
      if (this.#waiting.size === 0) this.#free++;
      else setTimeout(() => this.#pass(), 0);
    };
  }

  #next(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        forget();
        resolve();
      };
      this.#waiting.add(begin);
      const forget = onAbort(signal, () => {
        this.#waiting.delete(begin);
        reject(signal?.reason);
      });
    });
  }

  #pass(): void {
    const [next] = this.#waiting;
    if (next === undefined) this.#free++;
    else {
      this.#waiting.delete(next);
      next();
    }
  }
}
