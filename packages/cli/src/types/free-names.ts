/** Gives each name once: one that is taken gets a number behind it. */
export class FreeNames {
  readonly #taken: Set<string>;
  /** Where the counting goes on: from 2 each time, many of one name would take for ever. */
  readonly #counts = new Map<string, number>();

  readonly #separator: string;

  constructor(separator: string, taken: readonly string[] = []) {
    this.#separator = separator;
    this.#taken = new Set(taken);
  }

  take(wanted: string): string {
    let name = wanted;
    for (let count = this.#counts.get(wanted) ?? 2; this.#taken.has(name); this.#counts.set(wanted, count))
      name = `${wanted}${this.#separator}${count++}`;
    this.#taken.add(name);
    return name;
  }
}
