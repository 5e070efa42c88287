import { createHash } from "node:crypto";

/**
 * What was seen of the values of a stream: a glance at each as it came, and some of them whole, held to the end, so that it shows if they
 * change later. What comes after the last is not counted: some clients repeat it. `sightings.py` is the same in Python.
 */
export class Sightings {
  readonly #count: number;
  readonly #held: unknown[] = [];
  #seen = 0;
  #glances = 0;

  /** @param count How many values there are. */
  constructor(count: number) {
    this.#count = count;
  }

  see(value: unknown): void {
    const index = this.#seen++;
    if (index >= this.#count) return;
    this.#glances = (this.#glances * 31 + glance(value)) % 2 ** 31;
    // Ten, the last among them; all where there are few.
    if ((index + 1) % Math.max(1, this.#count / 10) === 0) this.#held.push(value);
  }

  /** The same for the same values. */
  digest(): string {
    const hash = createHash("sha256");
    for (const value of this.#held) hash.update(JSON.stringify(value));
    return `${Math.min(this.#seen, this.#count)} ${this.#glances} ${hash.digest("hex")}`;
  }
}

/** A number of little that is at the end of a value. Of a long text the length: to read in it would cost more than what is measured. */
function glance(value: unknown): number {
  if (typeof value === "string") return value.length < 32 ? value.length + value.charCodeAt(value.length - 1) : value.length;
  if (typeof value === "number") return value;
  if (Array.isArray(value)) return value.length === 0 ? 0 : value.length + glance(value[value.length - 1]);
  if (typeof value !== "object" || value === null) return 0;
  let sum = 0;
  for (const key in value) sum += glance((value as Record<string, unknown>)[key]);
  return sum;
}
