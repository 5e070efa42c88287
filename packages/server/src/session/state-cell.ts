import { copyState } from "./copy-state.js";
import type { StateMemory } from "./state-memory.js";

/** The state of a session as one call sees it: a copy of its own, made when it first looks, so that a call that fails changes nothing. */
export class StateCell {
  readonly #memory: StateMemory;
  /** `undefined`: a call without a session, which starts afresh and leaves nothing. */
  readonly #sessionHash: string | undefined;
  readonly #initial: (() => unknown) | undefined;
  #touched = false;
  #value: unknown;

  constructor(memory: StateMemory, sessionHash: string | undefined, initial: (() => unknown) | undefined) {
    this.#memory = memory;
    this.#sessionHash = sessionHash;
    this.#initial = initial;
  }

  get value(): unknown {
    if (!this.#touched) {
      this.#touched = true;
      const kept = this.#sessionHash === undefined ? undefined : this.#memory.get(this.#sessionHash);
      this.#value = copyState(kept === undefined ? this.#initial?.() : kept.value);
    }
    return this.#value;
  }

  set value(value: unknown) {
    this.#touched = true;
    this.#value = value;
  }

  /** Makes the state as it is now that of the session. */
  keep(): void {
    if (!this.#touched || this.#initial === undefined || this.#sessionHash === undefined) return;
    this.#memory.set(this.#sessionHash, copyState(this.#value));
  }
}
