/** Gives rows their keys: the hash of a row; the n-th equal one, from the second on, has `…#n`. */
export class RowKeys {
  /** All that is kept of a row: some 100 bytes. */
  readonly #seen = new Map<string, number>();

  next(hash: string): string {
    const count = (this.#seen.get(hash) ?? 0) + 1;
    this.#seen.set(hash, count);
    return count === 1 ? hash : `${hash}#${count}`;
  }
}
