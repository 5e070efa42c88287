/** Mean times of functions, in seconds. */
export class RunTimes {
  readonly #sums = new Map<number, { total: number; count: number }>();

  add(fn: number, seconds: number): void {
    const sum = this.#sums.get(fn);
    if (sum === undefined) this.#sums.set(fn, { total: seconds, count: 1 });
    else {
      sum.total += seconds;
      sum.count++;
    }
  }

  /** `null` until one is known. */
  average(fn: number): number | null {
    const sum = this.#sums.get(fn);
    return sum === undefined ? null : sum.total / sum.count;
  }
}
